import type { Hono } from 'hono';
import type { ClientConfig } from '../layers/core/domain/clientConfig.ts';
import type { Cloud } from './core/contract.ts';
import { startDemoShop } from './demo-shop/shop.ts';
import type { DemoShop } from './demo-shop/shop.ts';
import type { LambdaService } from './lambda/lambda.ts';

/** Names that RFC 2606 keeps from existing. */
const NOWHERE = /\.(example|invalid|test)$/;
export const isNowhere = (url: string) => NOWHERE.test(new URL(url).hostname);

/** Whether the demo shop stands in for the client's service: when that is at an address that cannot exist. */
export function needsDemoShop({ service }: ClientConfig): boolean {
  return service !== undefined && isNowhere(service.url);
}

/** Starts the shop with the key that the stack generated for the client's service. */
export async function openDemoShop(cloud: Cloud, port: number, front: Hono): Promise<DemoShop> {
  const functions = cloud.service<LambdaService>('lambda').functions();
  const secret = functions.map(({ environment }) => environment['SERVICE_SECRET_ARN']).find(Boolean);
  if (!secret)
    throw new Error(
      'no function of the templates has SERVICE_SECRET_ARN: the demo shop has no key to ask for',
    );
  const { SecretString } = await cloud.call(
    { id: 'operator', caller: 'demo-shop' },
    'secretsmanager',
    'GetSecretValue',
    {
      SecretId: secret,
    },
  );
  return startDemoShop({
    port,
    now: () => cloud.clock.now(),
    log: line => cloud.log(line),
    apiKey: SecretString,
    store: cloud.store.collection('demo-shop'),
    front,
  });
}
