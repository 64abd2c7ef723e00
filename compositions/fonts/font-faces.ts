import "@fontsource/titillium-web/400.css";
import "@fontsource/titillium-web/600.css";
import "@fontsource/titillium-web/700.css";
import "@fontsource/noto-sans/700.css";
import "@fontsource-variable/noto-sans-sc/wght.css";
import "@fontsource-variable/noto-sans-kr/wght.css";
import { useEffect, useMemo, useReducer, useState } from "react";
import { cancelRender, continueRender, delayRender } from "remotion";
import { eastAsianLetters } from "./glyphs.ts";

/** Families in a hundred files each, of which a name needs one or two. */
const inPieces = { han: "Noto Sans SC Variable", hangul: "Noto Sans KR Variable" } as const;
type Script = keyof typeof inPieces;

let areOrdinaryLoaded = false;
let ordinary: Promise<void> | undefined;
const loadedLetters = new Set<string>();

/** All faces but those in pieces, at once: most scenes need nothing else. */
function loadOrdinaryFonts(): Promise<void> {
  ordinary ??= Promise.all([...document.fonts].filter((face) => !isPiece(face)).map((face) => face.load())).then(() => {
    areOrdinaryLoaded = true;
  });
  return ordinary;
}

const isPiece = ({ family }: FontFace) => Object.values(inPieces).some((name) => family.includes(name));

/** The pieces that have these letters. Rejects when there is none: better no picture than one with boxes. */
async function loadPieces(script: Script, letters: string[]): Promise<void> {
  if (letters.length === 0) return;
  const faces = await document.fonts.load(`700 100px "${inPieces[script]}"`, letters.join(""));
  if (faces.length === 0) throw new Error(`${inPieces[script]} has no file for a letter that it should have`);
  for (const letter of letters) loadedLetters.add(letter);
}

/** False until every face that the text needs is there; meanwhile no frame is taken, and nothing may be measured. */
export function useFonts(text = ""): boolean {
  const letters = useMemo(() => eastAsianLetters(text), [text]);
  const isReady = areOrdinaryLoaded && [...letters.han, ...letters.hangul].every((letter) => loadedLetters.has(letter));
  const [, lookAgain] = useReducer((count: number) => count + 1, 0);
  const [handle] = useState(() => (isReady ? null : delayRender("loading the fonts")));
  useEffect(() => {
    if (isReady) {
      if (handle !== null) continueRender(handle);
      return;
    }
    const pieces = [loadPieces("han", letters.han), loadPieces("hangul", letters.hangul)];
    Promise.all([loadOrdinaryFonts(), ...pieces]).then(lookAgain, cancelRender);
  }, [isReady, handle, letters]);
  return isReady;
}
