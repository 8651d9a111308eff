import type { SNSEvent } from 'aws-lambda';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { messagesOf } from './handler.ts';
import { recordMessage } from './recordMessage.ts';

const store = openStore(readConfig(Config));

export const handler = lambda(async (event: SNSEvent) => {
  for (const message of messagesOf(event)) await recordMessage(message, store);
});
