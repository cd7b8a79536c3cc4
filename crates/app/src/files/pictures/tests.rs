use super::*;
use image::{ImageBuffer, Rgba, RgbaImage};

/// A picture whose left half is red and whose right half is blue.
fn halves(width: u32, height: u32) -> RgbaImage {
    ImageBuffer::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgba([200, 0, 0, 255]) } else { Rgba([0, 0, 200, 255]) },
    )
}

fn encoded(picture: &RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    if format == ImageFormat::Jpeg {
        DynamicImage::from(picture.clone()).to_rgb8().write_to(&mut bytes, format).unwrap();
    } else {
        picture.write_to(&mut bytes, format).unwrap();
    }
    bytes.into_inner()
}

/// The same JPEG with a note that it lies on its side and where it was taken.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend(2_u16.to_le_bytes());
    // Orientation, one SHORT.
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    // ImageDescription, text at offset 38.
    let place = b"51.5246N 0.1340W\0";
    tiff.extend([0x0e, 0x01, 2, 0]);
    tiff.extend(u32::try_from(place.len()).unwrap().to_le_bytes());
    tiff.extend(38_u32.to_le_bytes());
    tiff.extend(0_u32.to_le_bytes());
    tiff.extend(place);
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
    out.extend(segment);
    out.extend(&jpeg[2..]);
    out
}

fn shown(prepared: &Prepared) -> RgbImage {
    let reader = ImageReader::with_format(Cursor::new(prepared.bytes.clone()), ImageFormat::Jpeg);
    reader.decode().unwrap().to_rgb8()
}

fn is_red(pixel: Rgb<u8>) -> bool {
    pixel.0[0] > 120 && pixel.0[2] < 80
}

#[test]
fn every_kind_that_is_taken_becomes_a_small_square() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let prepared = portrait(&encoded(&halves(400, 300), format)).unwrap();
        let picture = shown(&prepared);
        assert_eq!((picture.width(), picture.height()), (SIDE, SIDE), "{format:?}");
        assert!(is_red(*picture.get_pixel(10, 128)) && !is_red(*picture.get_pixel(245, 128)), "{format:?}");
    }
}

#[test]
fn where_it_was_taken_is_gone_and_it_stands_upright() {
    let taken = with_exif(&encoded(&halves(300, 300), ImageFormat::Jpeg), 6);
    let contains = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(contains(&taken, b"51.5246N"));
    let prepared = portrait(&taken).unwrap();
    assert!(!contains(&prepared.bytes, b"51.5246N") && !contains(&prepared.bytes, b"Exif"));
    // Turned a quarter clockwise, the left half is on top.
    let picture = shown(&prepared);
    assert!(is_red(*picture.get_pixel(128, 10)) && is_red(*picture.get_pixel(245, 60)));
    assert!(!is_red(*picture.get_pixel(128, 245)));
}

#[test]
fn what_is_see_through_becomes_white() {
    let clear = RgbaImage::from_pixel(50, 50, Rgba([0, 0, 0, 0]));
    let picture = shown(&portrait(&encoded(&clear, ImageFormat::Png)).unwrap());
    assert!(picture.get_pixel(128, 128).0.iter().all(|colour| *colour > 250));
}

/// A PNG that says it is this large and holds next to nothing.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(&halves(4, 4), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

/// The check sum of a PNG's chunk.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}

#[test]
fn what_is_too_large_is_refused_before_it_is_decoded() {
    assert_eq!(portrait(&bomb(30_000, 30_000)), Err(Fault::TooLarge));
    assert_eq!(masthead(&bomb(30_000, 30_000)), Err(Fault::TooLarge));
    assert_eq!(portrait(&bomb(50_000, 10)), Err(Fault::TooLarge));
    assert!(portrait(&bomb(u32::MAX >> 1, u32::MAX >> 1)).is_err());
    assert_eq!(portrait(&vec![0; MOST_BYTES + 1]), Err(Fault::TooLarge));
}

#[test]
fn what_is_no_picture_is_refused() {
    let jpeg = encoded(&halves(300, 300), ImageFormat::Jpeg);
    let bmp = b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0".to_vec();
    let refused: [&[u8]; 6] = [
        b"<!doctype html><script>alert(1)</script>",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        &bmp,
        &jpeg[..20],
    ];
    for bytes in refused {
        assert_eq!(portrait(bytes), Err(Fault::WrongType));
    }
}

#[test]
fn a_cut_off_photograph_does_no_harm() {
    // What can be seen of it may be shown, or it is refused; it never stops the program.
    let jpeg = encoded(&halves(300, 300), ImageFormat::Jpeg);
    for end in (0..jpeg.len()).step_by(97) {
        let _ = portrait(&jpeg[..end]);
    }
    let png = encoded(&halves(300, 300), ImageFormat::Png);
    assert_eq!(portrait(&png[..png.len() / 2]), Err(Fault::WrongType));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn changed_bytes_do_no_harm(at in 0_usize..2_000, to: u8) {
        let mut png = encoded(&halves(40, 40), ImageFormat::Png);
        let at = at % png.len();
        png[at] = to;
        let _ = portrait(&png);
    }
}
