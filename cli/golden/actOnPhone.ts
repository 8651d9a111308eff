import { millisecondsIn } from './act.ts';
import { captures, differences, fillIn } from './expected.ts';
import type { GoldenStep } from './golden.ts';
import type { Scene } from './scene.ts';
import type { StageCall } from './stage.ts';

type StepOf<Key extends string> = Extract<GoldenStep, Record<Key, unknown>>;
type CallStep =
  | StepOf<'bargeIn'>
  | StepOf<'keys'>
  | StepOf<'silence'>
  | StepOf<'lineBreaks'>
  | StepOf<'slow'>
  | StepOf<'phoneRings'>
  | StepOf<'whisper'>;

/** As the flow sets it for keys. */
const PAUSE_MS = 3_000;
const KINDS = ['bargeIn', 'keys', 'silence', 'lineBreaks', 'slow', 'phoneRings', 'whisper'];
export const isOnPhone = (step: GoldenStep): step is CallStep => KINDS.some(kind => kind in step);

/** A step that only calls have; gives what differs. */
export async function actOnPhone(scene: Scene, step: CallStep): Promise<string[]> {
  if ('phoneRings' in step) return phoneRings(scene, step.phoneRings);
  const { call } = scene;
  if (!call) return ['the customer has no call'];
  if ('whisper' in step) return whispered(call, step.whisper, scene);
  if ('slow' in step) scene.stage.slowNextAnswer(millisecondsIn(step.slow));
  if ('bargeIn' in step) await bargesIn(scene, call, step.bargeIn);
  if ('keys' in step) await presses(scene, call, step.keys);
  if ('silence' in step) await isSilent(scene, call, step.silence);
  if ('lineBreaks' in step) {
    scene.note('caller', '(the line breaks)');
    await call.cutOff();
  }
  return [];
}

async function bargesIn(scene: Scene, call: StageCall, text: string): Promise<void> {
  const said = fillIn(text, scene.captured);
  await scene.settle();
  scene.note('caller', `(talks over it) ${said}`);
  await call.bargeIn(said);
}

async function presses(scene: Scene, call: StageCall, keys: string): Promise<void> {
  const pressed = fillIn(keys, scene.captured);
  await call.listen();
  await scene.settle();
  scene.note('caller', `[${pressed}]`);
  await call.press(pressed);
  await scene.settle();
  // Without # at the end the input ends by itself, after a pause.
  if (!pressed.endsWith('#')) await scene.stage.clock.advance(PAUSE_MS);
}

async function isSilent(scene: Scene, call: StageCall, span: string): Promise<void> {
  await call.listen();
  await scene.settle();
  scene.note('caller', `(silent for ${span})`);
  await scene.stage.clock.advance(millisecondsIn(span));
}

async function phoneRings(scene: Scene, how: 'taken' | 'not-taken'): Promise<string[]> {
  const call = scene.stage.ringingCall(scene.golden.customer.phone ?? '');
  if (!call) return ['the phone does not ring'];
  scene.note('caller', how === 'taken' ? '(the phone rings; takes the call)' : '(the phone rings)');
  if (how === 'not-taken') {
    await call.refuse();
    return [];
  }
  scene.takeUp(call);
  await call.take();
  return [];
}

function whispered(call: StageCall, wanted: StepOf<'whisper'>['whisper'], scene: Scene): string[] {
  const heard = call.whispers();
  const right = heard.find(text => differences(text, wanted, scene.captured).length === 0);
  if (right === undefined)
    return heard.length === 0
      ? ['nothing was whispered to the agent']
      : heard.flatMap(text => [...differences(text, wanted, scene.captured), `heard: "${text}"`]);
  Object.assign(scene.captured, captures(right, wanted));
  return [];
}
