import "@fontsource/titillium-web/400.css";
import "@fontsource/titillium-web/600.css";
import "@fontsource/titillium-web/700.css";
import "@fontsource/noto-sans/700.css";
import { useEffect, useState } from "react";
import { cancelRender, continueRender, delayRender } from "remotion";

let areLoaded = false;
let loading: Promise<void> | undefined;

/** All faces at once: which letters come is only known when it is too late to wait for them. */
function loadFonts(): Promise<void> {
  loading ??= Promise.all([...document.fonts].map((face) => face.load())).then(() => {
    areLoaded = true;
  });
  return loading;
}

/** False until every face is there; meanwhile no frame is taken, and nothing may be measured. */
export function useFonts(): boolean {
  const [isReady, setIsReady] = useState(areLoaded);
  const [handle] = useState(() => (areLoaded ? null : delayRender("loading the fonts")));
  useEffect(() => {
    if (!isReady) loadFonts().then(() => setIsReady(true), cancelRender);
    else if (handle !== null) continueRender(handle);
  }, [isReady, handle]);
  return isReady;
}
