import { buttonsBeside } from "./buttons-beside.ts";
import { tell } from "./page-events.ts";
import { readPosition, savePosition } from "./resume-position.ts";

/** Chapters to jump by, services beside the video, going on where one left, and events of what was watched. */
export function followVideo(video: HTMLVideoElement): void {
  const beside = document.querySelector<HTMLElement>("#beside");
  const atEnd = document.querySelector<HTMLElement>("#at-end");
  const buttons = beside && buttonsBeside(beside, () => video.pause());
  const chapters = [...document.querySelectorAll<HTMLAnchorElement>("a[data-chapter]")];
  const show = () => {
    if (atEnd) atEnd.hidden = !video.ended;
    const chapter = chapterAt(chapters, video.currentTime);
    const playing = { seconds: video.currentTime, chapter: chapter?.dataset.chapter ?? "1" };
    buttons?.showAt(video.ended ? null : playing);
    markChapter(chapters, chapter);
    if (chapter && !video.paused) tell({ type: "chapter", number: Number(chapter.dataset.chapter) });
  };
  for (const event of ["timeupdate", "seeked", "ended"]) video.addEventListener(event, show);
  placeCaptions(video);
  jumpByChapter(chapters, video);
  tellWhatIsWatched(video);
  video.addEventListener("timeupdate", () => {
    if (!video.paused) savePosition(video.currentTime);
  });
  video.addEventListener("ended", () => savePosition(0));
  document.querySelector("#again")?.addEventListener("click", () => playFrom(video, 0));
  show();
}

/** Over the band with the wordmark: further down they would cover what the picture says. */
function placeCaptions(video: HTMLVideoElement): void {
  const element = video.querySelector<HTMLTrackElement>("track[kind=captions]");
  const place = () => {
    for (const cue of (element?.track.cues ?? []) as Iterable<VTTCue>) {
      // In percent of the height: a line counted from the top is not drawn by Chromium.
      cue.snapToLines = false;
      cue.line = 1;
    }
  };
  element?.addEventListener("load", place);
  // They may be there before this script runs.
  place();
}

function playFrom(video: HTMLVideoElement, seconds: number): void {
  video.currentTime = seconds;
  video.focus();
  void video.play().catch(() => {});
}

/** A chapter that was chosen goes before the position at which the video was left. */
function jumpByChapter(chapters: HTMLAnchorElement[], video: HTMLVideoElement): void {
  let hasChosen = false;
  for (const chapter of chapters) {
    chapter.addEventListener("click", (event) => {
      event.preventDefault();
      hasChosen = true;
      playFrom(video, Number(chapter.dataset.seconds));
    });
  }
  const resume = () => {
    const seconds = readPosition();
    if (!hasChosen && seconds > 0 && seconds < video.duration - 3) video.currentTime = seconds;
  };
  // Its length may be known before this script runs.
  if (video.readyState >= 1) resume();
  else video.addEventListener("loadedmetadata", resume, { once: true });
}

function chapterAt(chapters: HTMLAnchorElement[], seconds: number): HTMLAnchorElement | undefined {
  // A jump may end some milliseconds before the second that was asked for.
  return chapters.filter(({ dataset }) => seconds >= Number(dataset.seconds) - 0.01).slice(-1)[0];
}

function markChapter(chapters: HTMLAnchorElement[], current: HTMLAnchorElement | undefined): void {
  for (const chapter of chapters) {
    if (chapter === current) chapter.setAttribute("aria-current", "true");
    else chapter.removeAttribute("aria-current");
  }
}

function tellWhatIsWatched(video: HTMLVideoElement): void {
  video.addEventListener("play", () => tell({ type: "played" }));
  video.addEventListener("timeupdate", () => {
    if (!(video.duration > 0) || video.paused) return;
    const percent = (secondsPlayed(video) / video.duration) * 100;
    for (const mark of [25, 50, 75]) if (percent >= mark) tell({ type: "watched", percent: mark });
  });
  video.addEventListener("ended", () => {
    // The last second may be cut off by rounding.
    if (secondsPlayed(video) >= video.duration - 2) tell({ type: "watched", percent: 100 });
  });
}

/** Seconds that were played, not skipped. */
function secondsPlayed({ played }: HTMLVideoElement): number {
  let seconds = 0;
  for (let index = 0; index < played.length; index++) seconds += played.end(index) - played.start(index);
  return seconds;
}
