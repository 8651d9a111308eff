import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';

/**
 * Runs several actors over one shared world in every order. An actor is ordinary async code; each touch of the world is one
 * atomic step, before which it stops at a gate until the explorer lets it on. A run is decided by the list of choices made,
 * so each is repeated by its list alone. Runs that reach a state seen before are cut short: what follows was explored.
 */
export interface Model {
  /** What has happened before, in one order: services that wait, mails that were sent. */
  prologue?: () => Promise<unknown>;
  /** Starts the actors; called anew for every run. */
  actors: Record<string, () => Promise<unknown>>;
  /** What the world holds, so that equal states are known as such. */
  fingerprint(): string;
  /** Must hold after every step, `crashes` of which were the end of an actor. @throws */
  check(crashes: number): void;
  /**
   * What must hold when nobody can go on. May let time pass and start repairs; `drive` lets everybody go on, in one order,
   * until nobody can. @throws
   */
  end(drive: () => Promise<void>): Promise<void>;
}

export interface ExploreOptions {
  /** Most crashes of actors in one run. */
  crashes: number;
  /** Most runs; undefined explores until nothing is left. */
  runs?: number;
  /** Random order of exploration instead of depth first, by this seed: the better sample when `runs` is small. */
  seed?: number;
}

export interface Explored {
  runs: number;
  /** Different states of world and actors together. */
  states: number;
  /** Longest run, steps. */
  depth: number;
  /** Nothing is left to explore. */
  complete: boolean;
}

/** An interleaving in which something that must hold did not. */
export class Violation extends Error {
  readonly steps: string[];
  constructor(model: string, steps: string[], cause: unknown) {
    super(
      `${model}: ${(cause as Error).message}\nafter\n${steps.map(step => `  ${step}`).join('\n')}\n${(cause as Error).stack ?? ''}`,
      { cause },
    );
    this.steps = steps;
  }
}

interface Actor {
  name: string;
  /** What it would do next; undefined when it has ended. */
  gate?: { label: string; options: () => string[]; pass: (option: string) => void };
  /** Hash of all it has been told: with its code, this is its state. */
  heard: string;
  moved: () => void;
  /** Who hears of its crash; an actor that nobody watches can't crash. */
  onCrash?: () => void;
}

const current = new AsyncLocalStorage<Actor>();
const running = new AsyncLocalStorage<Actor[]>();

/** Name of the actor that runs now; undefined outside of an exploration. */
export const actorName = (): string | undefined => current.getStore()?.name;

/** A step that may happen now. */
const ALWAYS = ['go'];

/**
 * One atomic step of the actor that calls it: waits for its turn, then does `work` at once. Outside of an exploration the
 * work is simply done. `options` says in which ways it can go on at this moment; none means that it has to wait.
 */
export async function step<T>(
  label: string,
  work: (option: string) => T | Promise<T>,
  options: () => string[] = () => ALWAYS,
): Promise<T> {
  const actor = current.getStore();
  if (!actor) return work(options()[0] ?? 'go');
  const option = await new Promise<string>(pass => {
    actor.gate = { label, options, pass };
    actor.moved();
  });
  const result = await work(option);
  actor.heard = hash(`${actor.heard}|${label}|${option}|${JSON.stringify(result) ?? ''}`);
  return result;
}

/**
 * Another actor begins: what a service starts on its own. With `onCrash` it may be killed before any of its steps, and
 * `onCrash` says what follows (a retry, an error to the caller).
 */
export function spawn(name: string, code: () => Promise<unknown>, onCrash?: () => void): void {
  const actors = running.getStore();
  if (actors) launch(actors, name, code, onCrash);
}

function launch(actors: Actor[], name: string, code: () => Promise<unknown>, onCrash?: () => void): Actor {
  const actor: Actor = { name, heard: '', moved: () => {}, onCrash };
  actors.push(actor);
  running.run(actors, () =>
    current.run(actor, () => {
      // Begins at a gate of its own, so that starting it does nothing yet.
      void step('begins', () => undefined)
        .then(code)
        .then(
          () => end(actor),
          error => end(actor, error as Error),
        );
    }),
  );
  return actor;
}

function end(actor: Actor, error?: Error) {
  actor.heard = hash(`${actor.heard}|ended|${error?.message ?? ''}`);
  actor.gate = undefined;
  actor.moved();
}

interface Choice {
  actor: number;
  /** One of the gate's options, or `crash`. */
  option: string;
}

/** @throws Violation with the steps that led there */
export async function explore(
  name: string,
  build: () => Promise<Model>,
  options: ExploreOptions,
): Promise<Explored> {
  const seen = new Set<string>();
  const open: Choice[][] = [[]];
  const random = options.seed === undefined ? undefined : randomFrom(options.seed);
  let runs = 0;
  let depth = 0;
  while (open.length && runs < (options.runs ?? Infinity)) {
    const at = random ? Math.floor(random() * open.length) : open.length - 1;
    const prefix = open[at]!;
    open[at] = open.at(-1)!;
    open.pop();
    runs++;
    depth = Math.max(depth, await run(name, await build(), prefix, { seen, open, crashes: options.crashes }));
  }
  return { runs, states: seen.size, depth, complete: open.length === 0 };
}

/** One run: the choices of `prefix`, then always the first one; the others are noted in `open`. Its length in steps. */
async function run(
  name: string,
  model: Model,
  prefix: Choice[],
  { seen, open, crashes }: { seen: Set<string>; open: Choice[][]; crashes: number },
): Promise<number> {
  const actors: Actor[] = [];
  const steps: string[] = [];
  const taken: Choice[] = [];
  let crashed = 0;
  const drive = async () => {
    for (;;) {
      const [choice] = choicesOf(actors, false);
      if (!choice) return;
      const actor = actors[choice.actor]!;
      steps.push(`(in order) ${actor.name}: ${actor.gate!.label}`);
      await letOn(actor, choice.option);
      model.check(crashed);
    }
  };
  try {
    if (model.prologue) {
      launch(actors, 'before', model.prologue);
      await drive();
    }
    for (const [actor, code] of Object.entries(model.actors)) launch(actors, actor, code);
    for (;;) {
      const choices = choicesOf(actors, crashed < crashes);
      if (choices.length === 0) break;
      const beyond = taken.length >= prefix.length;
      if (beyond) {
        const state = hash(
          `${crashed}|${model.fingerprint()}|${actors.map(({ name, heard, gate }) => `${name}:${heard}:${gate?.label}`).join('|')}`,
        );
        if (seen.has(state)) return taken.length;
        seen.add(state);
        for (const other of choices.slice(1)) open.push([...taken, other]);
      }
      const choice = beyond ? choices[0]! : prefix[taken.length]!;
      const actor = actors[choice.actor]!;
      steps.push(`${actor.name}: ${actor.gate!.label}${choice.option === 'go' ? '' : ` (${choice.option})`}`);
      taken.push(choice);
      if (choice.option === 'crash') {
        crashed++;
        actor.gate = undefined;
        actor.heard = hash(`${actor.heard}|crashed`);
        running.run(actors, actor.onCrash!);
      } else {
        await letOn(actor, choice.option);
      }
      model.check(crashed);
    }
    const last = hash(`end|${model.fingerprint()}`);
    if (!seen.has(last)) await running.run(actors, () => model.end(drive));
    seen.add(last);
    return taken.length;
  } catch (error) {
    throw new Violation(name, steps, error);
  }
}

/** Ways on from here. A crash is a choice before every step but an actor's first, where it would never have been. */
function choicesOf(actors: Actor[], mayCrash: boolean): Choice[] {
  const choices = actors.flatMap(({ gate }, actor) =>
    (gate?.options() ?? []).map(option => ({ actor, option })),
  );
  if (!mayCrash) return choices;
  const crashes = actors.flatMap(({ gate, onCrash }, actor) =>
    gate && onCrash && gate.label !== 'begins' ? [{ actor, option: 'crash' }] : [],
  );
  return [...choices, ...crashes];
}

async function letOn(actor: Actor, option: string) {
  const { pass } = actor.gate!;
  actor.gate = undefined;
  const moved = new Promise<void>(resolve => (actor.moved = resolve));
  pass(option);
  await moved;
}

const hash = (text: string): string => createHash('sha1').update(text).digest('base64');

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
