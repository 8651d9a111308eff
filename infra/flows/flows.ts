import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { afterAgentFlow } from './afterAgent.ts';
import { agentWhisperFlow } from './agentWhisper.ts';
import { customerQueueFlow } from './customerQueue.ts';
import type { Flow } from './flow.ts';
import { mainFlow } from './main.ts';
import { taskFlow } from './task.ts';

/** A client's flows in the order in which they can be made: each names only those before it. */
export const clientFlows = (config: ClientConfig): Flow[] => [
  customerQueueFlow(config),
  agentWhisperFlow(),
  afterAgentFlow(config),
  taskFlow(),
  mainFlow(config),
];
