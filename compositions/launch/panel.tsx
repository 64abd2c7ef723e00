import { Easing, interpolate, useCurrentFrame } from "remotion";
import { FittedText } from "../parts/fitted-text.tsx";
import { Enter, useGrowth } from "../parts/motion.tsx";
import { entranceFrames } from "../scene-timing.ts";
import { palette, surfaces } from "../theme.ts";
import { Drawing } from "./drawing.tsx";
import { type SpotFormat, type SpotPanel, type SpotTexts, spotFormats } from "./launch.ts";

/** Where things stand in a format; pixels. Nothing that is read is nearer than 5 % to an edge. */
const layouts = {
  landscape: {
    margin: 64,
    centre: { x: 958, y: 360 },
    drawing: 440,
    text: { left: 64, top: 150, width: 620, height: 420 },
    title: 76,
    body: 44,
    small: 36,
    wordmark: 48,
    edge: 44,
    sameLine: true,
  },
  portrait: {
    margin: 72,
    centre: { x: 540, y: 620 },
    drawing: 760,
    text: { left: 72, top: 1080, width: 936, height: 560 },
    title: 112,
    body: 64,
    small: 48,
    wordmark: 72,
    edge: 110,
    sameLine: false,
  },
} as const;

type PanelProps = { panel: SpotPanel; texts: SpotTexts; format: SpotFormat; isDark: boolean; coveringFrames: number };

/** One statement with its drawing; it opens from the middle of its drawing. */
export function Panel({ panel, texts, format, isDark, coveringFrames }: PanelProps) {
  const layout = layouts[format];
  const { width, height } = spotFormats[format];
  const surface = isDark ? surfaces.blue : surfaces.ground;
  const opening = useOpening(coveringFrames) * Math.hypot(width, height);
  return (
    <div
      style={{
        position: "absolute",
        inset: 0,
        background: surface.background,
        color: surface.strong,
        clipPath: `circle(${opening}px at ${layout.centre.x}px ${layout.centre.y}px)`,
      }}
    >
      <Wordmark texts={texts} layout={layout} colour={surface.accent} />
      <PanelDrawing panel={panel} layout={layout} />
      <div
        style={{
          position: "absolute",
          ...layout.text,
          display: "flex",
          flexDirection: "column",
          justifyContent: "center",
          gap: layout.body / 2,
          textWrap: "balance",
        }}
      >
        {/* Once the panel covers its place; the first, on which nothing lies, stands in the video's first frame. */}
        <Enter at={coveringFrames === 0 ? -entranceFrames : coveringFrames - 2} from="left">
          <FittedText
            text={panel.title}
            width={layout.text.width}
            maximumSize={layout.title}
            maximumLines={3}
            weight={700}
          />
        </Enter>
        <Enter at={24} from="left" style={{ fontSize: layout.body, fontWeight: 400, lineHeight: 1.25 }}>
          {panel.text}
        </Enter>
      </div>
    </div>
  );
}

type LayoutProps = { layout: (typeof layouts)[SpotFormat] };

function PanelDrawing({ panel, layout }: LayoutProps & { panel: SpotPanel }) {
  const growth = useGrowth(34, 16);
  const { centre, drawing } = layout;
  const breath = 1 + useCurrentFrame() * 0.0003;
  return (
    <div
      style={{
        position: "absolute",
        left: centre.x - drawing / 2,
        top: centre.y - drawing / 2,
        width: drawing,
        height: drawing,
        borderRadius: "50%",
        background: palette.mist,
      }}
    >
      <div style={{ width: 420, height: 420, transformOrigin: "0 0", transform: `scale(${drawing / 420})` }}>
        <div style={{ width: 420, height: 420, transform: `scale(${breath})` }}>
          <Drawing name={panel.drawing} growth={growth} />
        </div>
      </div>
    </div>
  );
}

function Wordmark({ texts, layout, colour }: LayoutProps & { texts: SpotTexts; colour: string }) {
  const line = { position: "absolute", color: colour } as const;
  return (
    <>
      <div
        style={{
          ...line,
          left: layout.margin,
          top: layout.edge,
          fontSize: layout.wordmark,
          fontWeight: 700,
          lineHeight: 1,
        }}
      >
        {texts.sender}
      </div>
      <div
        style={{
          ...line,
          left: layout.margin,
          bottom: layout.edge,
          fontSize: layout.small,
          fontWeight: 600,
          lineHeight: 1,
        }}
      >
        {texts.website}
      </div>
    </>
  );
}

/** From 0 to 1 while the panel covers the one before; in no time, it is there at once. */
function useOpening(frames: number): number {
  const frame = useCurrentFrame();
  if (frames === 0) return 1;
  return interpolate(frame, [0, frames], [0, 1], { extrapolateRight: "clamp", easing: Easing.in(Easing.quad) });
}
