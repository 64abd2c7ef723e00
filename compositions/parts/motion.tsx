import type { CSSProperties, ReactNode } from "react";
import { Easing, interpolate, useCurrentFrame } from "remotion";
import { entranceFrames } from "../scene-timing.ts";

/** From 0 to 1 between two frames of the scene, quick at first, then still. */
export function useGrowth(fromFrame: number, frames: number = entranceFrames): number {
  const frame = useCurrentFrame();
  return interpolate(frame, [fromFrame, fromFrame + frames], [0, 1], {
    extrapolateLeft: "clamp",
    extrapolateRight: "clamp",
    easing: Easing.out(Easing.cubic),
  });
}

const offsets = { below: [0, 28], left: [-40, 0], right: [40, 0], nowhere: [0, 0] } as const;

/** Lets something enter at a frame of the scene: it fades in and slides the last few pixels. */
export function Enter(props: { at: number; from?: keyof typeof offsets; style?: CSSProperties; children: ReactNode }) {
  const growth = useGrowth(props.at);
  const [x, y] = offsets[props.from ?? "below"];
  const transform = `translate(${x * (1 - growth)}px, ${y * (1 - growth)}px)`;
  return <div style={{ ...props.style, opacity: growth, transform }}>{props.children}</div>;
}
