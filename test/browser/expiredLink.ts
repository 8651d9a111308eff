import { createLinks } from '../../layers/core/secrets/links.ts';
import type { LocalCloud } from '../../local/boot.ts';

const DAY = 24 * 3600_000;

/** The link of a hand-over as it would be had it been made eight days ago, for seven. */
export async function expiredLink(
  { cloud, lambda }: LocalCloud,
  { caseId, epoch }: { caseId: string; epoch: number },
): Promise<string> {
  const arns = lambda.functions().map(({ environment }) => environment['LINK_SECRET_ARN']);
  const { SecretString } = await cloud.call(
    { id: 'operator', caller: 'test' },
    'secretsmanager',
    'GetSecretValue',
    { SecretId: arns.find(Boolean) },
  );
  const then = new Date(cloud.clock.now() - 8 * DAY);
  const links = createLinks(
    cloud.urls.pages,
    async () => SecretString,
    () => then,
  );
  return links.handoff(caseId, epoch, 7);
}
