//! The twelve hues of service areas and how a block's inks are made from them.

/// A service area's hue, by its number. The stylesheet knows the same twelve as `hue-0` to
/// `hue-11`; neighbours in number are far apart in colour, so areas made one after another differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hue(u8);

/// Degrees on the OKLCH wheel. `tokens.css` holds the same list, and a test compares them.
pub(super) const DEGREES: [u16; 12] = [255, 25, 145, 75, 320, 195, 110, 285, 350, 225, 50, 170];

impl Hue {
    /// How many hues there are.
    pub const COUNT: u8 = 12;

    /// The hue of the `number`th service area; after the twelfth they start again.
    pub fn new(number: usize) -> Self {
        Self(u8::try_from(number % usize::from(Self::COUNT)).unwrap_or(0))
    }

    /// The class that gives an element this hue.
    pub fn class(self) -> &'static str {
        const CLASSES: [&str; 12] = [
            "hue-0", "hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7", "hue-8", "hue-9", "hue-10",
            "hue-11",
        ];
        CLASSES.get(usize::from(self.0)).unwrap_or(&"hue-0")
    }

    fn degrees(self) -> f64 {
        f64::from(*DEGREES.get(usize::from(self.0)).unwrap_or(&DEGREES[0]))
    }
}

/// A lightness (0 to 1), a chroma, and degrees by which the hue is turned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink(pub f64, pub f64, pub i16);

impl Ink {
    /// The ink as `#rrggbb`. Hexadecimal, because mail programs and image renderers that draw the
    /// same emblem do not read `oklch()`.
    pub(super) fn hex(self, hue: Hue) -> String {
        let Self(lightness, chroma, turn) = self;
        let angle = (hue.degrees() + f64::from(turn)).to_radians();
        // Chroma is given up in small steps until the colour exists on a screen.
        let (red, green, blue) = (0..=20)
            .map(|step| linear_rgb(lightness, chroma * (1.0 - f64::from(step) / 20.0), angle))
            .find(|&(red, green, blue)| [red, green, blue].iter().all(|part| (-0.001..=1.001).contains(part)))
            .unwrap_or((lightness, lightness, lightness));
        format!("#{:02x}{:02x}{:02x}", byte(red), byte(green), byte(blue))
    }
}

/// OKLCH to linear sRGB, after Björn Ottosson's definition of OKLab.
fn linear_rgb(lightness: f64, chroma: f64, angle: f64) -> (f64, f64, f64) {
    let (a, b) = (chroma * angle.cos(), chroma * angle.sin());
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    (
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
    )
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the value is clamped to 0..=255 first")]
fn byte(linear: f64) -> u8 {
    let part = linear.clamp(0.0, 1.0);
    let encoded = if part <= 0.003_130_8 { 12.92 * part } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
    (encoded * 255.0).round().clamp(0.0, 255.0) as u8
}

/// The hue in degrees and the chroma, 0 to 0.16, of an organisation's accent colour written as `#rrggbb`; what
/// is no colour is a quiet teal.
pub fn accent(hex: &str) -> (f64, f64) {
    let part = |from: usize| hex.get(from..from + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    let (Some(red), Some(green), Some(blue)) = (part(1), part(3), part(5)) else { return (200.0, 0.09) };
    let linear = |byte: u8| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let (red, green, blue) = (linear(red), linear(green), linear(blue));
    // Linear sRGB to OKLab, after Björn Ottosson's definition.
    let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
    let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
    let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
    let a = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short;
    let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short;
    let hue = b.atan2(a).to_degrees().rem_euclid(360.0);
    (hue, a.hypot(b).min(0.16))
}
