/** Beginning with the worst. */
const SEVERITIES = ['critical', 'high', 'moderate', 'low', 'info'] as const;
/** From here on nothing may land. */
const NOT_ALLOWED: string[] = ['critical', 'high'];

export type Audited =
  | { kind: 'told'; counts: Record<string, number>; notAllowed: string[] }
  /** The registry has no advisories, or was not reached: nothing is known. */
  | { kind: 'unknown'; why: string };

/** Reads what `npm audit --json` wrote, which is an error of the registry where that offers no audit. */
export function readAudit(written: string): Audited {
  let json: any;
  try {
    json = JSON.parse(written);
  } catch {
    return { kind: 'unknown', why: 'npm wrote no JSON' };
  }
  const counts = json?.metadata?.vulnerabilities;
  if (!counts || typeof json.vulnerabilities !== 'object')
    return {
      kind: 'unknown',
      why: String(json?.message ?? json?.error?.summary ?? json?.error?.code ?? 'npm gave no figures'),
    };
  const notAllowed = Object.values(
    json.vulnerabilities as Record<
      string,
      { name: string; severity: string; range: string; fixAvailable: unknown }
    >,
  )
    .filter(({ severity }) => NOT_ALLOWED.includes(severity))
    .map(
      ({ name, severity, range, fixAvailable }) =>
        `${severity}: ${name} ${range}${fixAvailable ? ', a fix is there' : ''}`,
    );
  return {
    kind: 'told',
    counts: Object.fromEntries(SEVERITIES.map(one => [one, Number(counts[one] ?? 0)])),
    notAllowed,
  };
}
