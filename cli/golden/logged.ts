import type { LocalCloud } from '../../local/boot.ts';

/** A logged error with its stack can be long; its head tells what and where. */
const LONGEST_FAULT = 900;
const TROUBLE = /"level":\s*"(WARN|ERROR|CRITICAL)"/;

/** As many lines of a group as CloudWatch keeps of it here. */
const KEPT_LINES = 2_000;

/** Every line that functions logged. */
export const loggedIn = ({ logs }: Pick<LocalCloud, 'logs'>): string[] =>
  logs.groups().flatMap(group => logs.tail(group, KEPT_LINES).map(({ line }) => line));

/** What functions logged as warnings and errors, and which calls were denied. */
export function faultsOf({ logs, cloud }: LocalCloud): string[] {
  const logged = logs.groups().flatMap(group =>
    logs
      .tail(group, 1_000)
      .filter(({ line }) => TROUBLE.test(line))
      .map(
        ({ line }) => `${group.slice(group.lastIndexOf('/') + 1)}: ${line.trim().slice(0, LONGEST_FAULT)}`,
      ),
  );
  const denied = cloud.calls
    .filter(({ error }) => error === 'AccessDeniedException')
    .map(
      ({ caller, principal, service, operation, resources }) =>
        `denied: ${caller ?? principal} ${service}:${operation} on ${resources.join(', ')}`,
    );
  return [...logged, ...denied];
}
