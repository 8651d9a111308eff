import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

export const handler = lambda(createHandler(openStore(readConfig(Config))));
