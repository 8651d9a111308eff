import * as v from 'valibot';

/** Number of the release that is deployed with the stack; compiled ones count from 2 on. */
export const BASELINE = 1;
export const RELEASES_PREFIX = 'releases/';
/** The one object of a stack that says which release is active. */
export const POINTER_KEY = `${RELEASES_PREFIX}active.json`;
export const releaseKey = (number: number): string => `${RELEASES_PREFIX}${number}.bin`;
/** Name of the parameter in which a support stack says where its releases are. */
export const releasesParameter = (supportStack: string): string => `/${supportStack}/releases`;
/** Activations kept; the oldest are forgotten. */
const KEPT = 200;

const ActivationSchema = v.object({
  number: v.pipe(v.number(), v.integer(), v.minValue(BASELINE)),
  /** SHA-256 of the release's bytes as they were checked; empty for the baseline. */
  sha256: v.string(),
  /** Source hash of the release itself. */
  source: v.string(),
  /** Source hash of the baseline that was deployed when this was done. */
  over: v.string(),
  at: v.string(),
  how: v.picklist(['activate', 'rollback']),
});
export type Activation = v.InferOutput<typeof ActivationSchema>;

/** What was done, oldest first: the last one counts. */
const PointerSchema = v.object({ activations: v.pipe(v.array(ActivationSchema), v.minLength(1)) });
export type Pointer = v.InferOutput<typeof PointerSchema>;

/** @throws Error when the object is no pointer */
export function parsePointer(text: string): Pointer {
  const parsed = v.safeParse(PointerSchema, JSON.parse(text));
  if (parsed.success) return parsed.output;
  throw new Error(
    `${POINTER_KEY} is not what "augment release activate" writes: ${parsed.issues[0].message}`,
  );
}

export const addActivation = (pointer: Pointer | undefined, next: Activation): Pointer => ({
  activations: [...(pointer?.activations ?? []), next].slice(-KEPT),
});

/** `lapsed`: something was activated, but a later deployment brought another baseline, and the later act counts. */
export type Standing =
  { is: 'baseline' } | { is: 'active'; activation: Activation } | { is: 'lapsed'; activation: Activation };

/**
 * What holds: an activation, as long as the baseline it was made over is deployed, or one that was compiled from the very
 * same source as the release (a deployment of what is active already takes nothing away).
 */
export function standing(pointer: Pointer | undefined, baselineSource: string): Standing {
  const activation = pointer?.activations.at(-1);
  if (!activation || activation.number === BASELINE) return { is: 'baseline' };
  const holds = activation.over === baselineSource || activation.source === baselineSource;
  return { is: holds ? 'active' : 'lapsed', activation };
}

/**
 * Number that a rollback leads to: each activation covers the one before, each rollback uncovers it again. Undefined when
 * nothing covers the baseline.
 */
export function rollbackTarget(pointer: Pointer | undefined): number | undefined {
  const covering: number[] = [];
  for (const { how, number } of pointer?.activations ?? []) {
    if (how === 'rollback') covering.pop();
    else covering.push(number);
  }
  return covering.length ? (covering.at(-2) ?? BASELINE) : undefined;
}
