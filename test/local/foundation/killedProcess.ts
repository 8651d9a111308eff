/** Boots the app of `killed.test.ts` in a process of its own, accepts events, says so, and waits to be killed. */
import { bootApp } from './makeApp.ts';

const { assembly, stateDir } = JSON.parse(process.argv[2]!);
const { cloud } = await bootApp(assembly, { stateDir });
const operator = { id: 'operator' };
await cloud.call(operator, 'ssm', 'PutParameter', { Name: '/kept', Value: 'yes', Type: 'String' });
for (const n of [1, 2]) {
  await cloud.invoke({ principal: operator, functionArn: 'work', payload: { n }, type: 'event' });
}
process.stdout.write('accepted\n');
