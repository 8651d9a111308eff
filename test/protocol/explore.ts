import { among, crash, hash, launch, letOn, whereabouts, type Actor } from './actors.ts';

/**
 * Runs several actors over one shared world in every order. A run is decided by the list of choices made, so each is
 * repeated by its list alone. States reached before are not followed again: what comes after was explored.
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
  /** Explores states nearest first: all within so many steps, or as far as so many states go; without it runs go to their end. */
  nearest?: { depth: number; states: number };
  /** Most runs; undefined explores until nothing is left. */
  runs?: number;
  /** Random order of exploration, by this seed: the better sample when `runs` is small. */
  seed?: number;
  /** Also orders that differ only in when a private step happens: to show that they come to the same. */
  everyOrder?: boolean;
  /** Called now and then. */
  onProgress?(soFar: Explored): void;
}

export interface Explored {
  runs: number;
  /** Different states of world and actors together. */
  states: number;
  /** Ways from one state to another that were taken or are known to lead to a state seen before. */
  edges: number;
  /** Longest run, steps. */
  depth: number;
  /** Different states in which nobody could go on; what must hold in the end was looked at in each. */
  ends: number;
  /** Nearest first: every state within so many steps was visited. */
  allWithin: number;
  /** Nothing is left to explore at any depth. */
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

interface Choice {
  actor: number;
  /** One of the gate's options, or `crash`. */
  option: string;
}
/** A way that was not taken yet: the choices that lead to it, last one first. */
interface Way {
  choice: Choice;
  before: Way | undefined;
  length: number;
}

interface Search extends ExploreOptions {
  seen: Set<string>;
  ended: Set<string>;
  open: (Way | undefined)[];
  found: Explored;
}

/** @throws Violation with the steps that led there */
export async function explore(
  name: string,
  build: () => Promise<Model>,
  options: ExploreOptions,
): Promise<Explored> {
  const found = { runs: 0, states: 0, edges: 0, depth: 0, ends: 0, allWithin: 0, complete: false };
  const search: Search = { ...options, seen: new Set(), ended: new Set(), open: [undefined], found };
  const order = orderOf(search);
  const { runs = Infinity, nearest } = options;
  let beyond = false;
  while (order.left() > 0 && found.runs < runs && found.states < (nearest?.states ?? Infinity)) {
    const way = order.next();
    if (nearest) found.allWithin = Math.max(0, (way?.length ?? 0) - 1);
    if ((way?.length ?? 0) > (nearest?.depth ?? Infinity)) {
      beyond = true;
      break;
    }
    found.runs++;
    await run(name, await build(), way, search);
    if (found.runs % PROGRESS === 0) options.onProgress?.(found);
  }
  const complete = order.left() === 0 && !beyond;
  return { ...found, complete, ...(nearest && complete && { allWithin: found.depth }) };
}

const PROGRESS = 5_000;

/** Which way is taken next: nearest first the shortest, with a seed any, else the one found last. */
function orderOf({ open, nearest, seed }: Search): { left(): number; next(): Way | undefined } {
  if (nearest) {
    let head = 0;
    return {
      left: () => open.length - head,
      next() {
        const way = open[head++];
        // What was taken is let go in bulk.
        if (head > open.length / 2) head -= open.splice(0, head).length;
        return way;
      },
    };
  }
  const random = seed === undefined ? undefined : randomFrom(seed);
  return {
    left: () => open.length,
    next() {
      const at = random ? Math.floor(random() * open.length) : open.length - 1;
      const way = open[at];
      const last = open.pop();
      if (at < open.length) open[at] = last;
      return way;
    },
  };
}

function choicesAlong(way: Way | undefined): Choice[] {
  const choices: Choice[] = new Array(way?.length ?? 0);
  for (let at = way; at; at = at.before) choices[at.length - 1] = at.choice;
  return choices;
}

/** One run: the choices of `way`, then, unless the nearest states come first, always the first one; the others are noted. */
async function run(name: string, model: Model, way: Way | undefined, search: Search): Promise<void> {
  const { seen, open, found, crashes } = search;
  const nearestFirst = search.nearest !== undefined;
  const prefix = choicesAlong(way);
  const actors: Actor[] = [];
  const steps: string[] = [];
  let along = way;
  let taken = 0;
  let crashed = 0;
  const drive = async () => {
    for (;;) {
      const [choice] = choicesOf(actors, { mayCrash: false });
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
      let choice = prefix[taken];
      if (!choice) {
        const state = hash(`${crashed}|${model.fingerprint()}|${whereabouts(actors)}`);
        if (seen.has(state)) return;
        seen.add(state);
        found.states++;
        const { everyOrder } = search;
        const choices = choicesOf(actors, { mayCrash: crashed < crashes, everyOrder });
        if (choices.length === 0) break;
        found.edges += choices.length;
        for (const other of nearestFirst ? choices : choices.slice(1))
          open.push({ choice: other, before: along, length: taken + 1 });
        if (nearestFirst) return;
        choice = choices[0]!;
        along = { choice, before: along, length: taken + 1 };
      }
      const actor = actors[choice.actor]!;
      steps.push(`${actor.name}: ${actor.gate!.label}${choice.option === 'go' ? '' : ` (${choice.option})`}`);
      taken++;
      found.depth = Math.max(found.depth, taken);
      if (choice.option === 'crash') {
        crashed++;
        crash(actors, actor);
      } else await letOn(actor, choice.option);
      model.check(crashed);
    }
    const last = hash(model.fingerprint());
    if (search.ended.has(last)) return;
    search.ended.add(last);
    found.ends++;
    await among(actors, () => model.end(drive));
  } catch (error) {
    throw new Violation(name, steps, error);
  }
}

/**
 * Ways on from here. A crash is one before every step but an actor's first, where it would never have been. Where somebody
 * can take a private step there is no need to let others go first.
 */
function choicesOf(
  actors: Actor[],
  { mayCrash, everyOrder = false }: { mayCrash: boolean; everyOrder?: boolean },
): Choice[] {
  const first = everyOrder
    ? -1
    : actors.findIndex(({ gate }) => gate?.isPrivate && gate.options().length > 0);
  const ready = first === -1 ? [...actors.keys()] : [first];
  const choices = ready.flatMap(actor =>
    (actors[actor]!.gate?.options() ?? []).map(option => ({ actor, option })),
  );
  if (!mayCrash) return choices;
  const crashes = ready.flatMap(actor => {
    const { gate, onCrash } = actors[actor]!;
    return gate && onCrash && gate.label !== 'begins' ? [{ actor, option: 'crash' }] : [];
  });
  return [...choices, ...crashes];
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
