import { Bank, PayingPhone, PostBox, TobacconistSign } from "../illustrations/outlets.tsx";
import { FittedText, Title } from "../parts/fitted-text.tsx";
import { LowerThird } from "../parts/lower-third.tsx";
import { Enter } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { Slot } from "../parts/slot.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";
import { margin, textSize } from "../theme.ts";

const drawingSize = 168;

export function PayNetwork({ scene }: { scene: SceneOf<"pay-network"> }) {
  const beats = beatsOf(scene);
  const { bank, post, tobacconist, app } = scene.outlets;
  const outlets = [
    { label: bank, drawing: <Bank size={drawingSize} /> },
    { label: post, drawing: <PostBox size={drawingSize} /> },
    { label: tobacconist, drawing: <TobacconistSign size={drawingSize} /> },
    { label: app, drawing: <PayingPhone size={drawingSize} /> },
  ];
  return (
    <SceneBox scene={scene}>
      <Enter at={0} style={{ position: "absolute", left: margin.x, top: 124 }}>
        <Title text={scene.title} width={1152} maximumLines={1} />
      </Enter>
      <div style={{ position: "absolute", left: margin.x, right: margin.x, top: 226, display: "flex", gap: 24 }}>
        {outlets.map(({ label, drawing }, index) => (
          <Slot
            key={label}
            at={beats[index + 1] ?? 0}
            style={{ flex: 1, height: 284 }}
            card={{ flexDirection: "column", justifyContent: "center", gap: 16 }}
          >
            {drawing}
            <div style={{ textAlign: "center" }}>
              <FittedText text={label} width={238} maximumSize={textSize.body} maximumLines={2} weight={600} />
            </div>
          </Slot>
        ))}
      </div>
      <LowerThird text={scene.place} at={beats.at(-1) ?? 0} />
    </SceneBox>
  );
}
