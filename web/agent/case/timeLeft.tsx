import { useEffect, useState } from 'react';
import { useWorkspace } from '../shell/workspace.ts';
import { lengthOf } from './lengthOf.ts';

const TICK_MS = 10_000;
/** Below this the time is shown as short. */
const SHORT_SECONDS = 10 * 60;

/** Time until then, in words; by the contact centre's clock. */
export function TimeLeft({ dueAt, state }: { dueAt: string; state?: 'in-time' | 'at-risk' | 'missed' }) {
  const { panel } = useWorkspace();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick(n => n + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.round((Date.parse(dueAt) - panel.now()) / 1000);
  const isShort = state ? state === 'at-risk' : seconds < SHORT_SECONDS;
  const isLate = seconds < 0;
  return (
    <span className={`time-left ${isLate ? 'late' : isShort ? 'short' : ''}`}>
      {isLate ? `${lengthOf(-seconds)} late` : `${lengthOf(seconds)} left`}
    </span>
  );
}
