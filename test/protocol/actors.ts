import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';

/** Ordinary async code that stops at a gate before each touch of the shared world, until it is let on. */
export interface Actor {
  /** What stands behind `·` tells actors apart that do the same: states in which they have changed places are one. */
  name: string;
  /** What it would do next; undefined when it has ended. */
  gate?: Gate;
  /** Hash of all it has been told: with its code, this is its state. Once it has ended: of what it gave. */
  heard: string;
  moved: () => void;
  /** Who hears of its crash; an actor that nobody watches can't crash. */
  onCrash?: () => void;
}

interface Gate {
  label: string;
  options: () => string[];
  isPrivate: boolean;
  pass: (option: string) => void;
}

export interface StepOptions {
  /** In which ways it can go on at this moment; none means that it has to wait. */
  options?: () => string[];
  /**
   * Whatever the others do before or after, now and later, comes out the same: orders that differ only in when it
   * happens need not be told apart.
   */
  isPrivate?: boolean;
}

const current = new AsyncLocalStorage<Actor>();
const running = new AsyncLocalStorage<Actor[]>();

/** The actor that runs now; undefined outside of an exploration. */
export const theActor = (): Actor | undefined => current.getStore();

/** A step that may happen now. */
const ALWAYS = ['go'];

/** One atomic step of the actor that calls it: waits for its turn, then does `work` at once. Outside of an exploration the work is simply done. */
export async function step<T>(
  label: string,
  work: (option: string) => T | Promise<T>,
  { options = () => ALWAYS, isPrivate = false }: StepOptions = {},
): Promise<T> {
  const actor = current.getStore();
  if (!actor) return work(options()[0] ?? 'go');
  const option = await new Promise<string>(pass => {
    actor.gate = { label, options, isPrivate, pass };
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

export function launch(
  actors: Actor[],
  name: string,
  code: () => Promise<unknown>,
  onCrash?: () => void,
): Actor {
  const actor: Actor = { name, heard: '', moved: () => {}, onCrash };
  actors.push(actor);
  running.run(actors, () =>
    current.run(actor, () => {
      // Begins at a gate of its own, so that starting it does nothing yet.
      void step('begins', () => undefined, { isPrivate: true })
        .then(code)
        .then(
          result => end(actor, JSON.stringify(result)),
          error => end(actor, `failed: ${(error as Error).message}`),
        );
    }),
  );
  return actor;
}

function end(actor: Actor, gave = '') {
  actor.heard = hash(`ended|${gave}`);
  actor.gate = undefined;
  actor.moved();
}

export function crash(actors: Actor[], actor: Actor): void {
  actor.gate = undefined;
  actor.heard = 'crashed';
  running.run(actors, actor.onCrash!);
}

export async function letOn(actor: Actor, option: string): Promise<void> {
  const { pass } = actor.gate!;
  actor.gate = undefined;
  const moved = new Promise<void>(resolve => (actor.moved = resolve));
  pass(option);
  await moved;
}

/** Runs work in which `spawn` starts actors among these. */
export const among = <T>(actors: Actor[], work: () => T): T => running.run(actors, work);

/** Where they all are, whoever was started first. */
export const whereabouts = (actors: Actor[]): string =>
  actors
    .map(({ name, heard, gate }) => `${name.split('·')[0]}:${heard}:${gate?.label ?? ''}`)
    .sort()
    .join('|');

export const hash = (text: string): string => createHash('sha1').update(text).digest('base64');
