//! What a recording is, found by looking at its first bytes and never by its name.

crate::choices! {
    /// The kinds of recordings that browsers play.
    Media {
        /// Video in an MP4 file (ISO 14496-14).
        Mp4 = "mp4",
        /// Video in a WebM file.
        WebM = "webm",
        /// Sound in an MP4 file.
        M4a = "m4a",
        /// MPEG audio, layer III.
        Mp3 = "mp3",
        /// Sound in an Ogg file (RFC 3533).
        Ogg = "ogg",
    }
}

impl Media {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Mp4 => "video/mp4",
            Self::WebM => "video/webm",
            Self::M4a => "audio/mp4",
            Self::Mp3 => "audio/mpeg",
            Self::Ogg => "audio/ogg",
        }
    }

    /// Whether it is sound only.
    pub const fn is_sound(self) -> bool {
        matches!(self, Self::M4a | Self::Mp3 | Self::Ogg)
    }
}

/// Bytes within which a file says what it is.
const HEAD: usize = 4_096;

/// What a recording is; `None` for what browsers do not play, and for what is no recording at all. `bytes`: its
/// beginning, some kilobytes at least unless it is shorter.
pub fn media(bytes: &[u8]) -> Option<Media> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    mp4(head).or_else(|| webm(head)).or_else(|| ogg(head)).or_else(|| mp3(head))
}

/// Brands of MP4 files that browsers play (ISO 14496-12, 4.3, and the registry at mp4ra.org). `qt  ` is left out: it is
/// QuickTime, which most do not play.
const BRANDS: &[&[u8]] =
    &[b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV"];

/// An MP4 file begins with a box that names its brands; another box follows.
fn mp4(head: &[u8]) -> Option<Media> {
    let word = |at: usize| head.get(at..at.checked_add(4)?);
    if word(4)? != b"ftyp" {
        return None;
    }
    let length = usize::try_from(u32::from_be_bytes(word(0)?.try_into().ok()?)).ok()?;
    if !(16..HEAD).contains(&length) || length % 4 != 0 {
        return None;
    }
    let is_box = word(length.checked_add(4)?)?.iter().all(|b| b.is_ascii_alphanumeric() || *b == b' ');
    let major = word(8)?;
    let brands = std::iter::once(major).chain((16..length).step_by(4).filter_map(word));
    let mut known = brands.filter(|brand| BRANDS.contains(brand));
    match major {
        _ if !is_box => None,
        b"M4A " | b"M4B " => Some(Media::M4a),
        b"qt  " => None,
        _ => known.next().map(|_| Media::Mp4),
    }
}

/// A WebM file begins with an EBML header (RFC 8794, 11.2.4) whose document type is `webm`.
fn webm(head: &[u8]) -> Option<Media> {
    let header = head.strip_prefix(&[0x1A, 0x45, 0xDF, 0xA3])?;
    let header = header.get(..128).unwrap_or(header);
    let document_type = [0x42, 0x82, 0x84, b'w', b'e', b'b', b'm'];
    header.windows(document_type.len()).any(|window| window == document_type).then_some(Media::WebM)
}

/// An Ogg file begins with a page whose first packet names its codec: Opus, Vorbis or FLAC.
fn ogg(head: &[u8]) -> Option<Media> {
    let page = head.strip_prefix(b"OggS\0")?;
    let segments = usize::from(*page.get(21)?);
    let packet = page.get(22_usize.checked_add(segments)?..)?;
    let codecs: [&[u8]; 3] = [b"OpusHead", b"\x01vorbis", b"\x7FFLAC"];
    codecs.iter().any(|codec| packet.starts_with(codec)).then_some(Media::Ogg)
}

/// MPEG audio begins with a tag (ID3v2), or with a frame of layer III whose length is known, after which the next one
/// begins.
fn mp3(head: &[u8]) -> Option<Media> {
    if let Some(tag) = head.strip_prefix(b"ID3") {
        let version = *tag.first()?;
        let sizes = tag.get(3..7)?;
        return ((2..=4).contains(&version) && sizes.iter().all(|b| *b < 0x80)).then_some(Media::Mp3);
    }
    let length = frame(head)?;
    frame(head.get(length..)?).map(|_| Media::Mp3)
}

/// The length of a frame of layer III (ISO 11172-3, 2.4.2.3; ISO 13818-3 for the lower rates).
fn frame(bytes: &[u8]) -> Option<usize> {
    let [first, second, third, _] = *bytes.first_chunk::<4>()?;
    if first != 0xFF || second & 0xE6 != 0xE2 {
        return None;
    }
    let is_first = second & 0x18 == 0x18;
    let rates: [usize; 16] = if is_first {
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0]
    } else {
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0]
    };
    let kilobits = rates.get(usize::from(third >> 4)).copied().filter(|rate| *rate > 0)?;
    let hertz = [44_100, 48_000, 32_000].get(usize::from(third >> 2 & 3)).copied()?;
    let (hertz, factor) = match second & 0x18 {
        0x18 => (hertz, 144_000),
        0x10 => (hertz / 2, 72_000),
        0x00 => (hertz / 4, 72_000),
        _ => return None,
    };
    Some(factor * kilobits / hertz + usize::from(third >> 1 & 1))
}
