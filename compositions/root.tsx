import { Composition, Folder, getInputProps, Still } from "remotion";
import launchJson from "../fixtures/storyboards/launch/launch.json" with { type: "json" };
import { guideCases, sceneCases } from "./cases.ts";
import { ContactSheet, contactSheetSize } from "./contact-sheet.tsx";
import { Guide } from "./guide.tsx";
import { Flyer } from "./launch/flyer.tsx";
import { flyer, flyerSize, spot, spotFormats } from "./launch/launch.ts";
import { Spot, spotDuration } from "./launch/spot.tsx";
import { Reel } from "./reel.tsx";
import { SceneView } from "./scenes/scene-view.tsx";
import { type Scene, type Storyboard, sceneTiming, videoProfile } from "./storyboard.ts";

const { durationStep: _, ...video } = videoProfile;

/** Everything that Studio shows, in folders: whole guides, single scenes, and what the launch needs. */
export function Root() {
  return (
    <>
      <Guides />
      <Scenes />
      <Launch />
      <Folder name="Engine">
        <Composition id="Reel" component={Reel} {...video} durationInFrames={1} defaultProps={{ slots: [] }} />
        <Composition
          id="ContactSheet"
          component={ContactSheet}
          {...video}
          durationInFrames={1}
          defaultProps={{ entries: sceneCases.slice(0, 12).map(({ name, scene }) => ({ scene, note: name })) }}
          calculateMetadata={({ props }) => contactSheetSize(props.entries.length)}
        />
      </Folder>
    </>
  );
}

/** The guide of a real employer first, when Studio was opened for one; then those of invented people. */
function Guides() {
  const { employerStoryboard } = getInputProps<{ employerStoryboard?: Storyboard }>();
  const cases = guideCases.map(({ name, storyboard }, index) => ({
    id: index === 0 ? "Guide" : `Guide-${name}`,
    storyboard,
  }));
  if (employerStoryboard) cases.unshift({ id: "Guide-of-employer", storyboard: employerStoryboard });
  return (
    <Folder name="Guide">
      {cases.map(({ id, storyboard }) => (
        <Composition
          key={id}
          id={id}
          component={Guide}
          {...video}
          defaultProps={{ storyboard }}
          calculateMetadata={guideMetadata}
        />
      ))}
    </Folder>
  );
}

function Scenes() {
  return (
    <Folder name="Scenes">
      {sceneCases.map(({ name, scene }) => (
        <Composition
          key={name}
          id={`Scene-${name}`}
          component={SceneView}
          {...video}
          defaultProps={{ scene }}
          calculateMetadata={sceneMetadata}
        />
      ))}
    </Folder>
  );
}

function Launch() {
  const texts = spot.parse(launchJson.spot);
  const video = { component: Spot, fps: videoProfile.fps, durationInFrames: spotDuration(texts) };
  return (
    <Folder name="Launch">
      <Composition
        id="Spot"
        {...video}
        {...spotFormats.landscape}
        defaultProps={{ texts, format: "landscape" as const }}
      />
      <Composition
        id="Spot-portrait"
        {...video}
        {...spotFormats.portrait}
        defaultProps={{ texts, format: "portrait" as const }}
      />
      <Still id="Flyer" component={Flyer} {...flyerSize} defaultProps={{ texts: flyer.parse(launchJson.flyer) }} />
    </Folder>
  );
}

/** A guide lasts as long as its scenes. */
const guideMetadata = ({ props }: { props: { storyboard: Storyboard } }) => ({
  durationInFrames: props.storyboard.scenes.reduce((sum, scene) => sum + sceneTiming(scene).durationInFrames, 0),
});

const sceneMetadata = ({ props }: { props: { scene: Scene } }) => ({
  durationInFrames: sceneTiming(props.scene).durationInFrames,
});
