/**
 * What a guide's page does beyond showing itself: chapters to jump by, services beside the video while it speaks of them,
 * going on where one left, and what was done, told to the server. Without it everything still works but these.
 */
const page = document.querySelector<HTMLElement>("main[data-page]");
const address = page?.dataset.page ?? "";
const video = document.querySelector<HTMLVideoElement>("#video");

type PageEvent = { type: string } & Record<string, string | number>;

const waiting: (PageEvent & { event_id: string })[] = [];
const told = new Set<string>();

/** Tells something once a visit. */
function tell(event: PageEvent): void {
  const key = JSON.stringify(event);
  if (told.has(key)) return;
  told.add(key);
  waiting.push({ event_id: newId(), ...event });
}

/** Not every page is in a secure context, where `randomUUID` is. */
function newId(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const eventsAtOnce = 50;
let isSending = false;

/** What cannot be taken now is sent again with the next: the same `event_id` counts once. */
async function send(): Promise<void> {
  if (isSending || waiting.length === 0) return;
  isSending = true;
  const batch = waiting.slice(0, eventsAtOnce);
  try {
    const { ok, status } = await fetch(`${address}/events`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(batch),
      keepalive: true,
    });
    // Too late, or not as agreed: they will never be taken.
    if (ok || status === 400 || status === 404 || status === 410) forget(batch);
  } catch {
    // The network is away: again in some seconds.
  } finally {
    isSending = false;
  }
}

function forget(batch: typeof waiting): void {
  for (const event of batch) waiting.splice(waiting.indexOf(event), 1);
}

/** The page may not come back from being hidden. If it does, they are sent again: nobody says whether a beacon arrived. */
function sendAtOnce(): void {
  if (waiting.length === 0) return;
  const batch = new Blob([JSON.stringify(waiting.slice(0, eventsAtOnce))], { type: "application/json" });
  navigator.sendBeacon(`${address}/events`, batch);
}

const daysKept = 30;
const storageName = "video-guida ";
const storageKey = storageName + address;

/** Also those of other guides: what nobody goes on with is not left in a browser that others may use. */
function forgetOldPlaces(): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(storageName)) continue;
    const { at = 0 } = JSON.parse(localStorage.getItem(key) ?? "{}") as { at?: number };
    if (Date.now() - at > daysKept * 86_400_000) localStorage.removeItem(key);
  }
}

/** Where one left, in the browser alone, for thirty days. */
function placeLeft(): number {
  try {
    forgetOldPlaces();
    const { seconds } = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as { seconds?: number };
    return seconds ?? 0;
  } catch {
    return 0;
  }
}

function keepPlace(seconds: number): void {
  try {
    if (seconds > 0) localStorage.setItem(storageKey, JSON.stringify({ seconds, at: Date.now() }));
    else localStorage.removeItem(storageKey);
  } catch {
    // A browser that keeps nothing begins at the beginning.
  }
}

function follow(player: HTMLVideoElement): void {
  const chapters = [...document.querySelectorAll<HTMLAnchorElement>("a[data-chapter]")];
  const beside = document.querySelector<HTMLElement>("#beside");
  const buttons = [...(beside?.querySelectorAll<HTMLElement>("[data-service]") ?? [])];
  const more = document.querySelector<HTMLButtonElement>("#more");
  const atEnd = document.querySelector<HTMLElement>("#at-end");
  const moments = [...(beside?.querySelectorAll<HTMLTemplateElement>("template") ?? [])].map(({ dataset }) => ({
    from: Number(dataset.from),
    to: Number(dataset.to),
    services: (dataset.services ?? "").split(" "),
    topic: dataset.topic ?? "",
  }));

  /** Whoever has chosen a chapter is not taken elsewhere. */
  let hasChosen = false;
  /** Seconds that were played, not skipped. */
  const secondsPlayed = () => {
    let seconds = 0;
    for (let index = 0; index < player.played.length; index++)
      seconds += player.played.end(index) - player.played.start(index);
    return seconds;
  };

  const show = () => {
    const at = player.currentTime;
    const isOver = player.ended;
    const moment = moments.find(({ from, to }) => at >= from && at < to);
    if (atEnd) atEnd.hidden = !isOver;
    for (const button of buttons)
      button.hidden = isOver || !(moment?.services.includes(button.dataset.service ?? "") ?? false);
    if (more) {
      more.hidden = isOver || !moment || moment.topic === "";
      more.dataset.topic = moment?.topic ?? "";
    }
    if (beside) beside.hidden = buttons.every(({ hidden }) => hidden) && more?.hidden !== false;
    const [current] = chapters.filter(({ dataset }) => at >= Number(dataset.seconds) - 0.01).slice(-1);
    for (const chapter of chapters) {
      if (chapter === current) chapter.setAttribute("aria-current", "true");
      else chapter.removeAttribute("aria-current");
    }
    if (current && !player.paused) tell({ type: "chapter", number: Number(current.dataset.chapter) });
  };

  for (const chapter of chapters) {
    chapter.addEventListener("click", (event) => {
      event.preventDefault();
      hasChosen = true;
      player.currentTime = Number(chapter.dataset.seconds);
      player.focus();
      void player.play().catch(() => {});
    });
  }
  const goOn = () => {
    const left = placeLeft();
    if (!hasChosen && left > 0 && left < player.duration - 3) player.currentTime = left;
  };
  // Its length may be known before this script runs.
  if (player.readyState >= 1) goOn();
  else player.addEventListener("loadedmetadata", goOn, { once: true });
  player.addEventListener("play", () => tell({ type: "played" }));
  player.addEventListener("timeupdate", () => {
    show();
    if (player.duration > 0 && !player.paused) {
      const percent = (secondsPlayed() / player.duration) * 100;
      for (const mark of [25, 50, 75]) if (percent >= mark) tell({ type: "watched", percent: mark });
    }
    if (!player.paused) keepPlace(player.currentTime);
  });
  player.addEventListener("seeked", show);
  player.addEventListener("ended", () => {
    // The last second may be cut off by rounding.
    if (secondsPlayed() >= player.duration - 2) tell({ type: "watched", percent: 100 });
    keepPlace(0);
    show();
  });
  document.querySelector("#again")?.addEventListener("click", () => {
    player.currentTime = 0;
    player.focus();
    void player.play().catch(() => {});
  });
  more?.addEventListener("click", () => {
    player.pause();
    explain(more.dataset.topic ?? "");
  });
  show();
}

/** Opens the explanation of a topic over the page. */
function explain(topic: string): void {
  const details = document.getElementById(topic);
  const dialog = document.querySelector<HTMLDialogElement>("#dialog");
  const text = details?.querySelector(".topic");
  if (!dialog || !text) return;
  if (typeof dialog.showModal !== "function") {
    (details as HTMLDetailsElement).open = true;
    details?.scrollIntoView();
    return;
  }
  const title = dialog.querySelector("#dialog-title");
  if (title) title.textContent = details?.querySelector("summary")?.textContent ?? "";
  dialog.querySelector("#dialog-text")?.replaceChildren(...[...text.childNodes].map((node) => node.cloneNode(true)));
  dialog.showModal();
}

if (page) {
  // Coming back from the form is the same visit.
  if (!new URLSearchParams(location.search).has("grazie")) tell({ type: "opened" });
  setInterval(() => void send(), 5_000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendAtOnce();
  });
  addEventListener("pagehide", sendAtOnce);
  const hls = page.dataset.hls;
  if (video && hls && video.canPlayType("application/vnd.apple.mpegurl") === "") {
    const script = document.createElement("script");
    script.src = hls;
    document.head.append(script);
  }
  if (video) follow(video);
}
