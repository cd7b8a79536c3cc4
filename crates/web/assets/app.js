// Every page works without this. It only makes some things quicker.
import { copier, ownClock } from "./events.js";
import { finder } from "./finder.js";
import { focusOnNews, guard, sendOnce } from "./forms.js";
import { menu } from "./menu.js";
import { seeker, uploader } from "./record.js";
import { queue, room } from "./room.js";
import { received, survey } from "./survey.js";

document.querySelectorAll("[data-suggestions]").forEach(finder);
document.querySelectorAll("details[data-menu]").forEach(menu);
document.querySelectorAll("[data-starts]").forEach(ownClock);
document.querySelectorAll("[data-copy]").forEach(copier);
document.querySelectorAll("[data-room]").forEach(room);
document.querySelectorAll("[data-follow]").forEach(queue);
document.querySelectorAll("[data-seek]").forEach(seeker);
document.querySelectorAll("form[data-upload]").forEach(uploader);
document.querySelectorAll("[data-survey]").forEach(survey);
document.querySelectorAll("[data-received]").forEach(received);
document.querySelectorAll("form[data-guard]").forEach(guard);
document.querySelectorAll("form[method=post]").forEach(sendOnce);
focusOnNews();
