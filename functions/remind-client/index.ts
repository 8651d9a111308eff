import { createNotifier } from '../../layers/core/events/bus.ts';
import { createMailer } from '../../layers/core/mail/mailer.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { remindClient, type RemindClientInput } from './remindClient.ts';

const config = readConfig(Config);
const store = openStore(config);
const team = createNotifier(config.HANDOFF_TOPIC_ARN);
const links = createLinks(config.PAGES_URL, createSecret(config.LINK_SECRET_ARN), () => new Date());
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: RemindClientInput) => {
  const { config: client } = await release();
  const mailer = createMailer({
    from: config.FROM_ADDRESS,
    configurationSet: config.CONFIGURATION_SET,
    name: client.name,
  });
  return remindClient(input, { store, team, links, mailer, config: client, now: () => new Date() });
});
