import * as v from 'valibot';
import { setting } from '../platform/config.ts';

/** What finding the active release needs from a function's environment, beside where the baseline is. */
export const ActiveReleaseSettings = v.object({
  /** Bucket with `releases/`. */
  FILES_BUCKET: setting,
  /** Source hash of the baseline deployed with the stack, as in its header. */
  BASELINE_SOURCE: setting,
});
