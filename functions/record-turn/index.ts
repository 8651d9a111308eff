import type { TurnSoFar } from '../../layers/core/domain/turn.ts';
import { createBus } from '../../layers/core/events/bus.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { figures } from '../../layers/core/platform/figures.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createKnowledgeSource } from '../../layers/core/release/knowledgeSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { recordTurn } from './recordTurn.ts';

const config = readConfig(Config);
const store = openStore(config);
const bus = createBus(config.BUS_NAME);
const release = createKnowledgeSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (turn: TurnSoFar) => {
  const draft = turn.drafted?.kind === 'draft' ? turn.drafted.draft : undefined;
  // Its sources are named as they stand in the release it was drafted from.
  return recordTurn(turn, {
    store,
    bus,
    figures,
    release: await release(draft?.release),
    now: () => new Date(),
  });
});
