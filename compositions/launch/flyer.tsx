import type { CSSProperties, ReactNode } from "react";
import { useFonts } from "../fonts/font-faces.ts";
import { House } from "../illustrations/house.tsx";
import { fontStack, palette, surfaces } from "../theme.ts";
import { Drawing } from "./drawing.tsx";
import { type FlyerTexts, flyerSize } from "./launch.ts";

/** Room to the edge of the sheet: 12 mm. */
const margin = 46;

/** The leaflet: what the guide is, what is in it, how to get to it. */
export function Flyer({ texts }: { texts: FlyerTexts }) {
  const isReady = useFonts();
  return (
    <div
      style={{
        position: "absolute",
        left: 0,
        top: 0,
        ...flyerSize,
        overflow: "hidden",
        background: palette.white,
        color: palette.navy,
        fontFamily: fontStack.text,
        fontSize: 18,
        lineHeight: 1.35,
      }}
    >
      {isReady && (
        <>
          <Head texts={texts} />
          <Contents texts={texts} />
          <Access texts={texts} />
          <Foot texts={texts} />
        </>
      )}
    </div>
  );
}

function Head({ texts }: { texts: FlyerTexts }) {
  return (
    <div
      style={{
        position: "absolute",
        left: 0,
        right: 0,
        top: 0,
        height: 376,
        background: surfaces.blue.background,
        color: surfaces.blue.strong,
      }}
    >
      <div style={{ position: "absolute", left: margin, top: 40, fontSize: 34, fontWeight: 700, lineHeight: 1 }}>
        {texts.sender}
      </div>
      <div style={{ position: "absolute", right: margin, top: 44, fontSize: 20, fontWeight: 600, lineHeight: 1.2 }}>
        {texts.website}
      </div>
      <div style={{ position: "absolute", left: margin, top: 100, width: 400 }}>
        <div style={{ fontSize: 20, fontWeight: 600 }}>{texts.kicker}</div>
        <div style={{ fontSize: 54, fontWeight: 700, lineHeight: 1.06, margin: "6px 0 16px", textWrap: "balance" }}>
          {texts.title}
        </div>
        <div style={{ fontSize: 20 }}>{texts.lead}</div>
      </div>
      <div
        style={{
          position: "absolute",
          right: margin,
          top: 80,
          width: 272,
          height: 272,
          borderRadius: "50%",
          background: palette.mist,
        }}
      >
        <Scaled size={272}>
          <House />
        </Scaled>
      </div>
    </div>
  );
}

function Contents({ texts }: { texts: FlyerTexts }) {
  return (
    <div style={{ position: "absolute", left: margin, right: margin, top: 400 }}>
      <SectionTitle text={texts.contentsTitle} />
      <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr", columnGap: 28, rowGap: 18 }}>
        {texts.contents.map(({ drawing, title, text }) => (
          <div key={title} style={{ display: "flex", gap: 16, alignItems: "center" }}>
            <div style={{ flex: "none", width: 92, height: 92, borderRadius: "50%", background: palette.mist }}>
              <Scaled size={92}>
                <Drawing name={drawing} growth={1} />
              </Scaled>
            </div>
            <div>
              <div style={{ fontSize: 20, fontWeight: 700 }}>{title}</div>
              <div style={{ fontSize: 16.5, lineHeight: 1.3 }}>{text}</div>
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

function Access({ texts }: { texts: FlyerTexts }) {
  const card: CSSProperties = { borderRadius: 16, padding: "20px 24px", flex: 1 };
  return (
    <div style={{ position: "absolute", left: margin, right: margin, top: 676 }}>
      <SectionTitle text={texts.accessTitle} />
      <div style={{ display: "flex", flexDirection: "column", gap: 10 }}>
        {texts.steps.map((step, index) => (
          <div key={step} style={{ display: "flex", gap: 16, alignItems: "center", fontSize: 19 }}>
            <div
              style={{
                flex: "none",
                width: 36,
                height: 36,
                borderRadius: 18,
                background: palette.blue,
                color: palette.white,
                fontSize: 20,
                fontWeight: 700,
                lineHeight: "35px",
                textAlign: "center",
              }}
            >
              {index + 1}
            </div>
            {step}
          </div>
        ))}
      </div>
      <div style={{ display: "flex", gap: 20, marginTop: 22 }}>
        <div style={{ ...card, background: surfaces.mist.background }}>
          <div style={{ fontSize: 20, fontWeight: 700 }}>{texts.consent.title}</div>
          {texts.consent.text}
        </div>
        <div
          style={{
            ...card,
            background: surfaces.amber.background,
            color: surfaces.amber.strong,
            fontWeight: 600,
            display: "flex",
            alignItems: "center",
          }}
        >
          {texts.notice}
        </div>
      </div>
    </div>
  );
}

function Foot({ texts }: { texts: FlyerTexts }) {
  return (
    <div
      style={{
        position: "absolute",
        left: 0,
        right: 0,
        bottom: 0,
        height: 72,
        padding: `0 ${margin}px`,
        boxSizing: "border-box",
        background: surfaces.blue.background,
        color: surfaces.blue.strong,
        fontSize: 17,
        fontWeight: 600,
        display: "flex",
        alignItems: "center",
      }}
    >
      {texts.path}
    </div>
  );
}

function SectionTitle({ text }: { text: string }) {
  return <div style={{ fontSize: 28, fontWeight: 700, color: palette.blue, marginBottom: 12 }}>{text}</div>;
}

/** A drawing made for 420 pixels in another size. */
function Scaled({ size, children }: { size: number; children: ReactNode }) {
  return (
    <div style={{ width: 420, height: 420, transformOrigin: "0 0", transform: `scale(${size / 420})` }}>{children}</div>
  );
}
