import type { ReactNode } from "react";
import type { Scene } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";
import { textSize } from "../theme.ts";
import { FittedText, Title } from "./fitted-text.tsx";
import { LowerThird } from "./lower-third.tsx";
import { Enter } from "./motion.tsx";
import { SceneBox } from "./scene-box.tsx";
import { TwoColumns, textColumn } from "./two-columns.tsx";

type PlainScene = Extract<Scene, { title: string; text: string; place: string }>;

/** A title, a paragraph, and where it happens, beside a drawing. */
export function TitleAndText({ scene, drawing }: { scene: PlainScene; drawing: ReactNode }) {
  const [titleAt = 0, textAt = 0, placeAt = 0] = beatsOf(scene);
  return (
    <SceneBox scene={scene}>
      <TwoColumns drawing={drawing}>
        <Enter at={titleAt}>
          <Title text={scene.title} width={textColumn} />
        </Enter>
        <Enter at={textAt}>
          <FittedText text={scene.text} width={textColumn} maximumSize={textSize.lead} maximumLines={4} weight={400} />
        </Enter>
      </TwoColumns>
      <LowerThird text={scene.place} at={placeAt} />
    </SceneBox>
  );
}
