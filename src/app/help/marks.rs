//! Which topic lies where in this frame.

use crate::workbench::help::TopicId;
use egui::{Context, Id, LayerId, Pos2, Rect, Ui};

/// A place with its topic.
#[derive(Clone, Copy, Debug)]
struct Mark {
    layer: LayerId,
    rect: Rect,
    topic: TopicId,
}

/// The marks of one frame.
#[derive(Clone, Debug, Default)]
struct Marks {
    frame: u64,
    marks: Vec<Mark>,
}

fn store() -> Id {
    Id::unique("help marks")
}

/// Says that a place is what a topic is about. Of places that lie in one another the smallest counts.
pub(in crate::app) fn mark(ui: &Ui, rect: Rect, topic: TopicId) {
    let rect = rect.intersect(ui.clip_rect());
    if !rect.is_positive() {
        return;
    }
    let frame = ui.ctx().cumulative_frame_nr();
    let layer = ui.layer_id();
    ui.data_mut(|data| {
        let kept = data.get_temp_mut_or_default::<Marks>(store());
        if kept.frame != frame {
            kept.frame = frame;
            kept.marks.clear();
        }
        kept.marks.push(Mark { layer, rect, topic });
    });
}

/// Draws something over the whole width and marks the height it took.
pub(in crate::app) fn marked<R>(ui: &mut Ui, topic: TopicId, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let top = ui.cursor().top();
    let inner = contents(ui);
    let rect = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=ui.cursor().top());
    mark(ui, rect, topic);
    inner
}

fn of_frame(ctx: &Context) -> Vec<Mark> {
    let frame = ctx.cumulative_frame_nr();
    let marks = ctx.data(|data| data.get_temp::<Marks>(store())).unwrap_or_default();
    if marks.frame == frame { marks.marks } else { Vec::new() }
}

/// Returns the topic of a point on a layer.
pub(super) fn topic_at(ctx: &Context, layer: LayerId, at: Pos2) -> Option<TopicId> {
    let under = of_frame(ctx).into_iter().filter(|mark| mark.layer == layer && mark.rect.contains(at));
    under.min_by(|a, b| a.rect.area().total_cmp(&b.rect.area())).map(|mark| mark.topic)
}

/// Returns where the smallest place with a topic lies.
pub(super) fn place_of(ctx: &Context, topic: TopicId) -> Option<Rect> {
    let about = of_frame(ctx).into_iter().filter(|mark| mark.topic == topic);
    about.min_by(|a, b| a.rect.area().total_cmp(&b.rect.area())).map(|mark| mark.rect)
}
