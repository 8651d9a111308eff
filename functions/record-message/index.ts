import type { SNSEvent } from 'aws-lambda';
import { createChatVoice } from '../../layers/core/connect/chatVoice.ts';
import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { figures } from '../../layers/core/platform/figures.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createHeardMessages } from '../../layers/core/store/heard.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createUploads } from '../../layers/core/store/uploads.ts';
import { Config } from './config.ts';
import { filesOf, messagesOf } from './handler.ts';
import { recordFiles } from './recordFiles.ts';
import { recordMessage } from './recordMessage.ts';

const config = readConfig(Config);
const store = openStore(config);
const heard = createHeardMessages(openTable(config));
const uploads = createUploads(openTable(config));
const center = createContactCenter(config.CONTACT_CENTER_PARAMETER);
const voice = createChatVoice(center);
const contacts = createContacts(center);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (event: SNSEvent) => {
  for (const message of messagesOf(event))
    await recordMessage(message, {
      store,
      heard,
      contacts,
      figures,
      settings: async () => (await release()).config,
      now: () => new Date(),
    });
  for (const files of filesOf(event)) {
    const { config: client } = await release();
    await recordFiles(files, { store, uploads, voice, contacts, config: client, now: () => new Date() });
  }
});
