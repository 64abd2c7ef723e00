import { explainTopic, isExplaining } from "./explain-topic.ts";

/** While these seconds are played, these services and this topic have buttons beside the video. */
type Moment = { from: number; to: number; services: string[]; topic: string };

/** Shows the buttons of a second of the video, in a chapter of it; null when it is over, and none are shown. */
export type ButtonsBeside = { showAt(playing: { seconds: number; chapter: string } | null): void };

/** The services and «Approfondisci», each beside the video while it speaks of them. `pause` is called before explaining. */
export function buttonsBeside(beside: HTMLElement, pause: () => void): ButtonsBeside {
  const services = [...beside.querySelectorAll<HTMLAnchorElement>("a[data-service]")];
  const more = beside.querySelector<HTMLElement>("#more");
  const hint = beside.querySelector<HTMLElement>("#beside-hint");
  const moments = [...beside.querySelectorAll("template")].map(readMoment);
  const all = more ? [...services, more] : services;
  let current: Moment | undefined;
  let isOver = false;

  const isWanted = (button: HTMLElement) =>
    button === more ? current?.topic : current?.services.includes(button.dataset.service ?? "");
  // Whoever uses the keyboard is not thrown back to the top of the page when the scene changes.
  const isHeld = (button: HTMLElement) => button === document.activeElement || (button === more && isExplaining());
  const update = () => {
    for (const button of all) button.hidden = !isWanted(button) && !isHeld(button);
    if (more && current?.topic) more.dataset.topic = current.topic;
    if (hint) hint.hidden = isOver || all.some(({ hidden }) => !hidden);
  };
  const showMoment = (moment: Moment | undefined) => {
    current = moment;
    update();
  };

  more?.addEventListener("click", () => {
    pause();
    explainTopic(more.dataset.topic ?? "");
  });
  beside.addEventListener("focusout", ({ relatedTarget }) => {
    // From one button to the next nothing moves, or a click would miss it. During the event nothing has focus yet.
    if (!(relatedTarget instanceof Node && beside.contains(relatedTarget))) setTimeout(update);
  });
  beside.hidden = false;
  keepHeight(beside, [undefined, ...moments], showMoment, () => current);
  return {
    showAt: (playing) => {
      isOver = playing === null;
      for (const service of services) setPlace(service, playing?.chapter ?? "end");
      showMoment(moments.find(({ from, to }) => playing && playing.seconds >= from && playing.seconds < to));
    },
  };
}

/** A service tells the server from where it was opened: a chapter, or `end`. */
function setPlace(service: HTMLAnchorElement, place: string): void {
  const search = `?from=${place}`;
  if (service.search !== search) service.search = search;
}

function readMoment({ dataset }: HTMLTemplateElement): Moment {
  return {
    from: Number(dataset.from),
    to: Number(dataset.to),
    services: (dataset.services ?? "").split(" "),
    topic: dataset.topic ?? "",
  };
}

/** Gives the buttons the height that their tallest moment needs at this width: the page below does not jump. */
function keepHeight(
  beside: HTMLElement,
  moments: (Moment | undefined)[],
  showMoment: (moment: Moment | undefined) => void,
  shownMoment: () => Moment | undefined,
): void {
  const measure = () => {
    const shown = shownMoment();
    beside.style.minHeight = "";
    const heights = moments.map((moment) => {
      showMoment(moment);
      return beside.offsetHeight;
    });
    beside.style.minHeight = `${Math.max(...heights)}px`;
    showMoment(shown);
  };
  let width = 0;
  new ResizeObserver(() => {
    if (beside.offsetWidth === width) return;
    width = beside.offsetWidth;
    measure();
  }).observe(beside);
  // Words are wider or narrower in the page's own font.
  void document.fonts?.ready.then(measure);
}
