import { Shield } from "../illustrations/shield.tsx";
import { FittedText, Title } from "../parts/fitted-text.tsx";
import { LowerThird } from "../parts/lower-third.tsx";
import { Enter, useGrowth } from "../parts/motion.tsx";
import { SceneBox } from "../parts/scene-box.tsx";
import { Slot } from "../parts/slot.tsx";
import type { SceneOf } from "../scene.ts";
import { beatsOf } from "../scene-timing.ts";
import { margin, surfaces, textSize } from "../theme.ts";

/** What is due when, the most favourable first and in blue: the way to stay clear of costs. */
export function LatePayment({ scene }: { scene: SceneOf<"late-payment"> }) {
  const beats = beatsOf(scene);
  const checked = useGrowth(beats[1] ?? 0);
  return (
    <SceneBox scene={scene}>
      <Enter
        at={0}
        style={{
          position: "absolute",
          left: margin.x,
          top: 112,
          height: 104,
          display: "flex",
          alignItems: "center",
          gap: 28,
        }}
      >
        <Shield checked={checked} size={104} />
        <Title text={scene.title} width={1000} maximumLines={1} />
      </Enter>
      <div
        style={{
          position: "absolute",
          left: margin.x,
          right: margin.x,
          top: 224,
          height: 294,
          display: "flex",
          flexDirection: "column",
          gap: 14,
        }}
      >
        {scene.rules.map((rule, index) => (
          <RuleRow key={rule.when} rule={rule} isBest={index === 0} at={beats[index + 1] ?? 0} />
        ))}
      </div>
      <LowerThird text={scene.place} at={beats.at(-1) ?? 0} />
    </SceneBox>
  );
}

function RuleRow({
  rule,
  isBest,
  at,
}: {
  rule: SceneOf<"late-payment">["rules"][number];
  isBest: boolean;
  at: number;
}) {
  const surface = isBest ? surfaces.blue : surfaces.card;
  return (
    <Slot at={at} surface={surface} style={{ flex: 1 }} card={{ padding: "0 32px", gap: 24 }}>
      <div style={{ width: 480 }}>
        <FittedText
          text={rule.when}
          width={480}
          maximumSize={textSize.body}
          maximumLines={2}
          maximumHeight={80}
          weight={600}
        />
      </div>
      <FittedText
        text={rule.cost}
        width={584}
        maximumSize={textSize.body + 2}
        maximumLines={2}
        maximumHeight={80}
        weight={700}
      />
    </Slot>
  );
}
