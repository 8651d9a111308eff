import type { Cloud, InvokeOutcome, Principal } from '../../../local/core/contract.ts';
import type { LambdaService } from '../../../local/lambda/lambda.ts';
import { standAround, type Call, type NameOf } from './calls.ts';
import { errorOf, type Kind } from './kinds.ts';

/** Where it hits: the n-th time the call is made, from 1. */
export interface Fault {
  call: string;
  kind: Kind;
  nth: number;
}
export interface Injected {
  /** It has happened. */
  hit(): boolean;
  /**
   * The function that was hit had sent a mail or notification just before (or was about to note that it had): the one window
   * in which sending twice is right.
   */
  hitAfterSending(): boolean;
  /** Lets go what was held back to arrive late, and ends what lasts. */
  release(): Promise<void>;
}

const SENDS = /\/(ses:Send\w+|sns:Publish)$/;
const HTML = '<html><body>Bad gateway</body></html>';
/** As errors that an SDK tries again: they last until it gives up, or the function never sees them. */
const LASTS_OVER_RETRIES: Kind[] = ['throttled', 'server-error', 'timeout-before'];

/** Lets one fault happen in this cloud. */
export function injectFault(cloud: Cloud, nameOf: NameOf, { call: wanted, kind, nth }: Fault): Injected {
  let made = 0;
  let hit: { key: string } | undefined;
  let afterSending = false;
  /** When each function last sent something. */
  const sentAt = new Map<string, number>();
  let over = false;
  let held: (() => Promise<unknown>) | undefined;

  /** Whether this call is the one: the n-th, and the same one tried again at the same moment. */
  function isHit(call: Call, { principal, input }: { principal: Principal; input: unknown }): boolean {
    if (call.id !== wanted || over) return false;
    if (kind === 'down') {
      hit = { key: '' };
      return true;
    }
    const key = `${cloud.clock.now()} ${call.by === 'function' && LASTS_OVER_RETRIES.includes(kind) ? JSON.stringify(input) : ''}`;
    if (hit) return call.by === 'function' && LASTS_OVER_RETRIES.includes(kind) && hit.key === key;
    made += 1;
    if (made !== nth) return false;
    hit = { key };
    afterSending = sentAt.get(principal.caller ?? '') === cloud.clock.now() || SENDS.test(call.id);
    return true;
  }
  const kill = (principal: Principal) => cloud.service<LambdaService>('lambda').crash(principal.caller!);

  standAround(cloud, nameOf, {
    async call(call, about, run) {
      if (SENDS.test(call.id)) sentAt.set(about.principal.caller ?? '', cloud.clock.now());
      if (!isHit(call, about)) return run();
      switch (kind) {
        case 'killed-before':
          await kill(about.principal);
          throw errorOf(kind, call.service);
        case 'killed-after':
          await run();
          await kill(about.principal);
          throw errorOf(kind, call.service);
        case 'timeout-after':
          await run();
          throw errorOf(kind, call.service);
        case 'malformed':
          await run();
          return HTML;
        default:
          throw errorOf(kind, call.service);
      }
    },
    async invoke(call, about, run) {
      if (held && call.id === wanted) {
        const late = held;
        held = undefined;
        const outcome = await run();
        await late();
        return outcome;
      }
      if (!isHit(call, about)) return run();
      switch (kind) {
        case 'duplicate': {
          const first = await run();
          await run();
          return first;
        }
        case 'out-of-order':
          held = run;
          return { status: 'ok', payload: null };
        case 'timeout-before':
        case 'timeout-after':
          if (kind === 'timeout-after') await run();
          if (call.type === 'event') throw errorOf(kind, call.service);
          return timedOut;
        default:
          throw errorOf(kind, call.service);
      }
    },
  });

  return {
    hit: () => hit !== undefined,
    hitAfterSending: () => afterSending,
    async release() {
      over = true;
      const late = held;
      held = undefined;
      await late?.();
    },
  };
}

const timedOut: InvokeOutcome = {
  status: 'error',
  payload: { errorType: 'Sandbox.Timedout', errorMessage: 'Error: Task timed out' },
};
