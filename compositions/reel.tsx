import type { FC } from "react";
import { AbsoluteFill, Sequence, useCurrentFrame } from "remotion";
import { RenderGuard } from "./parts/render-guard.tsx";
import { SceneView } from "./scenes/scene-view.tsx";
import type { Scene } from "./storyboard.ts";

/** A scene in a reel: its frames 0 to `frames` - 1 are played from frame `from` of the reel on. */
export type ReelSlot = { scene: Scene; from: number; frames: number };

/** Many scenes one after the other, so that a browser opens once for all of them. */
export const Reel: FC<{ slots: ReelSlot[] }> = ({ slots }) => {
  const slot = slotAt(slots, useCurrentFrame());
  if (!slot) return null;
  return (
    <AbsoluteFill>
      <Sequence key={slot.from} from={slot.from} layout="none">
        <RenderGuard>
          <SceneView scene={slot.scene} />
        </RenderGuard>
      </Sequence>
    </AbsoluteFill>
  );
};

/** The last slot that begins at or before the frame. */
function slotAt(slots: ReelSlot[], frame: number): ReelSlot | undefined {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle]?.from ?? 0) <= frame) low = middle + 1;
    else high = middle;
  }
  return slots[low - 1];
}
