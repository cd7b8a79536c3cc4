//! The picture that other sites show beside a link to ours: patches on cloth, 1200 by 630 pixels, without words,
//! because the words stand beside it.

mod outline;

use crate::{
    emblem::{Block, Hue, block},
    routes::Routes,
    shell::{Answer, Problem, Visit},
};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::communities;
use tiny_skia::{Color, FillRule, Paint, Pixmap, Rect, Transform};

/// The routes of the pictures.
pub(crate) fn routes() -> Routes {
    Routes::default().get("/card.png", site).get("/communities/{slug}/card.png", community)
}

/// Width and height in pixels.
pub(crate) const SIZE: (u32, u32) = (1200, 630);
/// Units of a block's side, as emblems draw it.
const UNITS: f32 = 80.0;

/// The whole programme: a quilt of patches, always the same for the same name of the programme.
async fn site(visit: Visit) -> Answer {
    let name = &visit.site.organisation.programme_name;
    let place = |n: usize| {
        let (column, row) = (f32::from(u8::try_from(n % 4).unwrap_or(0)), f32::from(u8::try_from(n / 4).unwrap_or(0)));
        (75.0 + column * 267.5, 60.0 + row * 262.5, 247.5)
    };
    let patches = (0..8).map(|n| block(&format!("{name} {n}"), Hue::new(n)));
    picture(patches.enumerate().map(|(n, patch)| (patch, place(n))).collect(), "#fdfcf9".to_owned()).await
}

/// One community: its emblem, as large as fits. Whoever may not know of the community gets no picture.
async fn community(visit: Visit, Path(slug): Path<String>) -> Answer {
    let found = communities::page(&visit, &slug).await?.found;
    let emblem = block(&found.name, crate::communities::hue(found.area_hue));
    let ground = emblem.ground.clone();
    picture(vec![(emblem, (360.0, 75.0, 480.0))], ground).await
}

/// A block with its place: left, top and side.
type Placed = (Block, (f32, f32, f32));

/// Draws blocks on a ground, apart from the threads that answer requests: it takes many times as long as a page.
async fn picture(blocks: Vec<Placed>, ground: String) -> Answer {
    let drawn = tokio::task::spawn_blocking(move || draw(&blocks, &ground)).await;
    let drawn = drawn.map_err(|error| Problem::internal(&error))?.ok_or(Problem::Internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400")),
    ];
    Ok((headers, drawn).into_response())
}

fn draw(blocks: &[Placed], ground: &str) -> Option<Vec<u8>> {
    let mut canvas = Pixmap::new(SIZE.0, SIZE.1)?;
    canvas.fill(colour(ground)?);
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    for (block, (left, top, side)) in blocks {
        let scale = side / UNITS;
        let place = Transform::from_scale(scale, scale).post_translate(*left, *top);
        paint.set_color(colour(&block.ground)?);
        canvas.fill_rect(Rect::from_xywh(0.0, 0.0, UNITS, UNITS)?, &paint, place, None);
        for (ink, outline) in &block.shapes {
            paint.set_color(colour(ink)?);
            canvas.fill_path(&outline::path(outline)?, &paint, FillRule::Winding, place, None);
        }
    }
    canvas.encode_png().ok()
}

fn colour(hex: &str) -> Option<Color> {
    let number = u32::from_str_radix(hex.strip_prefix('#')?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Color::from_rgba8(red, green, blue, 255))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(drawn: &Pixmap, x: u32, y: u32) -> (u8, u8, u8) {
        let pixel = drawn.pixel(x, y).unwrap();
        (pixel.red(), pixel.green(), pixel.blue())
    }

    #[test]
    fn every_emblem_can_be_drawn() {
        for name in ["Data and Insight", "Recruitment", "Technical Staff", "Open Science", "Finance", ""] {
            for number in 0..12 {
                let block = block(name, Hue::new(number));
                let drawn = draw(&[(block, (0.0, 0.0, 80.0))], "#ffffff").unwrap();
                let drawn = Pixmap::decode_png(&drawn).unwrap();
                assert_eq!((drawn.width(), drawn.height()), SIZE);
                assert_eq!(pixel(&drawn, 200, 200), (255, 255, 255), "outside is the ground");
                let inside: std::collections::HashSet<_> =
                    (1..79).flat_map(|x| (1..79).map(move |y| (x, y))).map(|(x, y)| pixel(&drawn, x, y)).collect();
                assert!(inside.len() >= 4, "{name}: a block has four colours");
            }
        }
    }
}
