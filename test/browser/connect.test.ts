import { jest } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { openMailbox, tableOf } from '../../cli/golden/mailStage.ts';
import type { ConnectService } from '../../local/connect/index.ts';
import { RING } from '../../local/connect/queues/assignment.ts';
import { enter, type Visitor } from '../e2e/visitor.ts';
import { gravest } from './axe.ts';
import { LOOK_MS, seatOf, type AgentSeat } from './hosts/agentContacts.ts';
import { asDeployed } from './hosts/asDeployed.ts';
import { hostApp, type AppHost } from './hosts/appHost.ts';
import { hostCcp, type CcpHost } from './hosts/ccpHost.ts';
import { findBrowser, openStage, PATIENCE_MS, TEST_MS, type Stage } from './stage.ts';
import { conversation, group, header } from './workspacePage.ts';

const found = await findBrowser();
const why = typeof found === 'string' ? ` (skipped: ${found})` : '';
const describeIf = why ? describe.skip : describe;

jest.setTimeout(TEST_MS);

const PERSON = 'Can I speak to a real person please?';
const LOGO = 'How much is setting up a logo for our company jackets?';

/** The workspace with Connect's own libraries, unmodified, against hosts that speak their messages for the local Connect. */
describeIf(`the workspace in Connect, in a browser${why}`, () => {
  let stage: Stage;
  let seat: AgentSeat;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    if (typeof found !== 'string') stage = await openStage(found, { mail: true, frozen: false });
    seat = seatOf(stage.local, 'Ada');
    seat.setAvailable(true);
  });
  afterAll(() => stage?.close());

  const idle = () => stage.local.cloud.activity.idle();
  const visit = async (name: string, words: string) => {
    const visitor = await enter(stage.local, { name, email: `${name.toLowerCase()}@mail.example` });
    visitors.push(visitor);
    await visitor.say(words);
    return visitor;
  };
  const mail = async (name: string, text: string) => {
    const mailbox = openMailbox(stage.local, tableOf(stage.local));
    const address = `${name.toLowerCase().replace(' ', '.')}@mail.example`;
    const headers = { 'Message-ID': `<one-${address}>` };
    const to = stage.local.client.mail.from;
    await mailbox.write({ from: { name, address }, to, subject: 'Parcel', text, headers, files: [] });
    mailbox.close();
    await idle();
  };
  /** Lets a call go on until then, in steps shorter than it rings at an agent. */
  const onceInCall = async (holds: () => boolean) => {
    for (let step = 0; step < 40 && !holds(); step += 1) {
      await stage.local.cloud.clock.advance(2_000);
      await idle();
    }
  };
  /** What a host or the local Connect does has no event to wait for here. */
  const until = async (holds: () => boolean) => {
    const end = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`waited in vain for ${holds}`);
      await new Promise(next => setTimeout(next, LOOK_MS));
    }
  };
  const misses = async () => {
    await stage.local.cloud.clock.advance(RING);
    await idle();
  };
  const connect = () => stage.local.cloud.service<ConnectService>('connect');
  const button = (page: Page | FrameLocator, name: string) => page.getByRole('button', { name, exact: true });
  const opens = (page: Page | FrameLocator, name: string) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const resolve = async (page: Page | FrameLocator) => {
    await button(page, 'Resolve').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('How was it resolved?').fill('Answered.');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await page.locator('.case-header').getByText('Closed').waitFor();
  };

  describe('with its contact control panel beside the case', () => {
    let ccp: CcpHost;
    let ada: Page;
    const panel = () => ada.frameLocator('iframe[title="Amazon Connect CCP"]');
    const accepts = (type: string) => button(panel(), `Accept ${type}`).click();
    /** Second by second, since what the frame answers takes no time of this clock. */
    const passes = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) await ada.clock.runFor(1_000);
    };
    afterAll(() => ccp?.close());

    test('the panel stands beside the case, told to be a softphone, and nothing on the page is graver for it', async () => {
      ada = await stage.signIn('Ada', async context => {
        await asDeployed(context, stage.local);
        ccp = await hostCcp(context, seat);
      });
      await panel().getByRole('heading', { name: 'Contacts' }).waitFor();
      expect(await gravest(ada)).toEqual([]);
    });

    test('a chat opens when it is accepted in the panel, and is left when its case is done', async () => {
      const liam = await visit('Liam', PERSON);
      await accepts('chat');
      await opens(ada, 'Liam');
      await header(ada).getByText('With an agent (you)').waitFor();
      await ada.getByLabel('Your answer to the customer').fill('Here I am.');
      await button(ada, 'Send').click();
      await conversation(ada).getByText('Here I am.').waitFor();
      await idle();
      expect(liam.heard().at(-1)).toBe('Here I am.');
      await resolve(ada);
      await panel().getByRole('listitem').waitFor({ state: 'detached' });
      expect(ccp.asked).toEqual(['destroyConnection', 'clearContact']);
      expect(ccp.configured).toMatchObject([{ softphone: { allowFramedSoftphone: true } }]);
    });

    test('a call opens as it is accepted', async () => {
      const { phone } = connect();
      const call = phone.call({ from: '+436641000001' });
      await onceInCall(() => {
        const { items, speaksUntil } = phone.view(call);
        const isGreeted = items.some(({ text }) => text.includes('automatic assistant'));
        return isGreeted && speaksUntil <= stage.local.cloud.clock.now();
      });
      phone.say(call, 'my new tent arrived with a broken pole');
      await onceInCall(() => seat.contacts().some(({ type }) => type === 'voice'));
      await accepts('voice');
      await conversation(ada).getByText('broken pole').first().waitFor();
      await header(ada).getByText('With an agent (you)').waitFor();
      phone.hangUp(call);
      await idle();
    });

    test('a task, an e-mail and a chat open as they are accepted, one beside the other', async () => {
      await visit('Nora', LOGO);
      await accepts('task');
      await opens(ada, 'Nora');
      await button(ada, 'Send as is').waitFor();
      await mail('Mara Winter', 'My parcel came open and the stove in it is broken.');
      await accepts('email');
      await opens(ada, 'Mara Winter');
      // Beside a chat neither of them would ring.
      await visit('Mia', PERSON);
      await accepts('chat');
      await opens(ada, 'Mia');
      await header(ada).getByText('With an agent (you)').waitFor();
      expect(seat.contacts().map(({ type, state }) => `${type} ${state}`)).toEqual(
        expect.arrayContaining(['chat connected', 'task connected', 'email connected']),
      );
    });

    test('contacts open from every page: the panel lives on beside it', async () => {
      await ada.reload();
      await panel().getByText('chat connected').waitFor();
      // Who was there before the reload takes nobody away from what they read.
      await header(ada).getByText('With an agent (you)').waitFor();
      const before = ada.url();
      await visit('Otto', PERSON);
      await panel().getByRole('button', { name: 'Accept chat' }).waitFor();
      expect(ada.url()).toBe(before);
      await misses();
      await panel().getByText('chat missed').waitFor();
      await panel().getByRole('button', { name: 'Accept chat' }).waitFor({ state: 'hidden' });
      expect(ada.url()).toBe(before);
      // Closed, and available again: it rings anew under the same id.
      seat.setAvailable(true);
      await panel().getByRole('button', { name: 'Accept chat' }).waitFor();
      await ada.evaluate(() => (location.hash = '#/corrections'));
      await ada.getByText('Not for you').waitFor();
      await panel().getByRole('button', { name: 'Accept chat' }).waitFor({ state: 'hidden' });
      seat.accept(seat.contacts().find(({ state }) => state === 'connecting')!.contactId);
      await opens(ada, 'Otto');
      await panel().getByText('chat connected').first().waitFor();
      await resolve(ada);
    });

    test('a panel that goes away is told of, and the sign-in at Connect brings it back', async () => {
      await ada.clock.install();
      const window = ada.waitForEvent('popup');
      await ccp.expire();
      // A second until Streams asks again, three until it takes silence for an answer.
      await passes(6);
      await ada.getByRole('alert').getByText('does not answer').waitFor();
      const login = await window;
      await button(ada, 'Sign in to Connect').waitFor();
      expect(await gravest(ada)).toEqual([]);
      // The case is ours, not the panel's.
      await conversation(ada).getByText(PERSON).first().waitFor();
      const closed = login.waitForEvent('close');
      await button(login, 'Sign in to the instance').click();
      await panel().getByText('chat connected').first().waitFor();
      await closed;
      await button(ada, 'Sign in to Connect').waitFor({ state: 'detached' });
    });

    test('an account that may take no contacts is told so until Connect gives it some', async () => {
      ccp.allowed = false;
      await ccp.says('access_denied');
      const told = ada.getByRole('alert').getByText('lets your account take no contacts');
      await told.waitFor();
      // The panel goes on answering meanwhile, and who is signed in is not what is wrong.
      await passes(3);
      expect(await told.count()).toBe(1);
      expect(await button(ada, 'Sign in to Connect').count()).toBe(0);
      ccp.allowed = true;
      await visit('Ute', PERSON);
      await told.waitFor({ state: 'detached' });
      await accepts('chat');
      await opens(ada, 'Ute');
    });

    test('a sign-in that Connect renews by itself is told only while it lasts', async () => {
      await ccp.says('auth_fail');
      const told = ada.getByRole('alert').getByText('Connect has signed you out');
      await told.waitFor();
      await ccp.says('authorize_success');
      await told.waitFor({ state: 'detached' });
    });

    test.each([
      ['terminated', 'You are signed out of Connect'],
      ['auth_fail', 'Connect has signed you out'],
    ] as const)('%s: why is told until somebody has signed in again', async (event, words) => {
      const window = ada.waitForEvent('popup');
      await ccp.says(event, { authorize: true });
      const told = ada.getByRole('alert').getByText(words);
      await told.waitFor();
      // The panel goes to the sign-in page by itself, and its silence has less to say than why.
      await ccp.expire();
      await passes(6);
      expect(await told.count()).toBe(1);
      const login = await window;
      const closed = login.waitForEvent('close');
      await button(login, 'Sign in to the instance').click();
      await told.waitFor({ state: 'detached' });
      await closed;
    });

    test('opened as an app outside Connect it says that nothing answers', async () => {
      await ada.goto(new URL('/agent/?in=connect', stage.local.cloud.urls.pages).href);
      await ada.getByRole('navigation', { name: 'Contacts and cases' }).waitFor();
      // As long as the SDK waits for its host.
      await passes(5);
      await ada.getByText('Connect’s workspace does not answer').waitFor();
      await ada.close();
    });
  });

  describe('as an app of its agent workspace, which frames ours', () => {
    let host: AppHost;
    let page: Page;
    const app = () => page.frameLocator('iframe');
    const shown = () => page.frames().find(frame => frame.url().includes('/agent/'))!;
    const contactOf = (visitor: Visitor) =>
      seat.contacts().find(({ initialContactId }) => initialContactId === visitor.contactId)!.contactId;
    const ringsAt = async (visitor: Visitor) => {
      await until(() =>
        seat.contacts().some(({ initialContactId }) => initialContactId === visitor.contactId),
      );
      return contactOf(visitor);
    };
    let pia: Visitor;
    let quinn: Visitor;
    afterAll(() => host?.close());

    test('greets Connect before anybody has signed in; sign-in is by a window of its own', async () => {
      page = await stage.open('/survey', undefined, async context => {
        await asDeployed(context, stage.local);
        host = await hostApp(context, seat, `${stage.local.cloud.urls.pages}/agent/?in=connect`);
      });
      pia = await visit('Pia', PERSON);
      seat.accept(await ringsAt(pia));
      await page.goto(host.url);
      const signIn = button(app(), 'Sign in');
      await signIn.waitFor();
      await until(() => host.greetings === 1);
      await host.live('create', contactOf(pia));
      await host.live('start', contactOf(pia));
      await until(() => host.completed.includes('create'));

      const asks = async () => {
        const [popup] = await Promise.all([page.waitForEvent('popup'), signIn.click()]);
        await popup.getByRole('button', { name: 'Ada' }).waitFor();
        return popup;
      };
      await (await asks()).close();
      await app().getByText('was closed before anybody signed in').waitFor();
      const popup = await asks();
      await Promise.all([popup.waitForEvent('close'), popup.getByRole('button', { name: 'Ada' }).click()]);
      await app().getByRole('navigation', { name: 'Contacts and cases' }).waitFor();
    });

    test('the case of the contact it was opened beside appears, and is taken', async () => {
      await opens(app(), 'Pia');
      await app().locator('.case-header').getByText('With an agent (you)').waitFor();
    });

    test('stopped it stays where it is; started it shows the contact beside it', async () => {
      quinn = await visit('Quinn', PERSON);
      const contactId = await ringsAt(quinn);
      await host.live('stop', contactOf(pia));
      seat.accept(contactId);
      await app().locator('.case-group').getByText('Quinn').waitFor();
      await opens(app(), 'Pia');
      await host.live('start', contactId);
      await opens(app(), 'Quinn');
      await host.live('stop', contactId);
      await host.live('start', contactOf(pia));
      await opens(app(), 'Pia');
    });

    test('a contact accepted while it is shown opens, and is left when its case is done', async () => {
      const rosa = await visit('Rosa', PERSON);
      const ring = app().getByRole('status').getByText('Rosa');
      await ring.waitFor();
      await misses();
      await ring.waitFor({ state: 'detached' });
      await opens(app(), 'Pia');
      seat.setAvailable(true);
      await ring.waitFor();
      seat.accept(await ringsAt(rosa));
      await opens(app(), 'Rosa');
      host.asked.length = 0;
      await resolve(app());
      await until(() => host.asked.includes('contact/clear'));
      expect(host.asked).toEqual(['contact/disconnectSelf', 'contact/clear']);
    });

    test('what Connect does not let it do is told', async () => {
      await app().locator('.case-group').getByText('Quinn').click();
      await opens(app(), 'Quinn');
      host.forbidden.add('contact/disconnectSelf');
      await resolve(app());
      await app().getByText('Connect keeps the contact, end it there').waitFor();
      host.forbidden.clear();
    });

    const reloads = async () => {
      const before = host.greetings;
      await page.reload();
      await until(() => host.greetings > before);
    };

    test('a reload finds the contacts again; silence is told of', async () => {
      await reloads();
      await host.live('create', contactOf(pia));
      await host.live('start', contactOf(pia));
      await opens(app(), 'Pia');
      host.fallSilent();
      await app().getByText('The connection to Connect’s workspace is lost').waitFor();
    });

    test('beside no contact it stays where it is until it is beside one', async () => {
      await reloads();
      await host.live('create');
      await host.live('start');
      await until(() => shown().url().includes('#/cases/'));
      const opened: string[] = [];
      page.on('framenavigated', frame => void opened.push(frame.url()));
      await host.live('stop');
      await host.live('start');
      await host.live('start', contactOf(quinn));
      await opens(app(), 'Quinn');
      await host.live('start', contactOf(pia));
      await opens(app(), 'Pia');
      // One of the two may have been open already.
      expect(opened.length).toBeLessThanOrEqual(2);
      expect(opened.filter(url => !url.includes('#/cases/'))).toEqual([]);
    });

    test('closed by Connect it says so, and opens nothing any more', async () => {
      await host.live('destroy', contactOf(pia));
      await until(() => host.completed.includes('destroy'));
      await app().getByText('Connect has closed this app').waitFor();
      seat.accept(await ringsAt(await visit('Tess', PERSON)));
      await group(app(), 'My contacts').filter({ hasText: 'Tess' }).waitFor();
      await opens(app(), 'Pia');
    });

    test('kept from opening a window it says what to allow', async () => {
      await shown().evaluate(() => sessionStorage.clear());
      await page.reload();
      await button(app(), 'Sign in').waitFor();
      await shown().evaluate(() => (window.open = () => null));
      await button(app(), 'Sign in').click();
      await app().getByText('Allow pop-ups here').waitFor();
    });
  });

  test('no page broke, and none asked for what its content policy forbids', () => {
    // That the instance's sign-in page refuses frames is Connect's doing, and Chromium writes a line of it; so does Connect's
    // SDK where it has no host.
    const expected = /Refused to display 'https:\/\/|failed to connect to workspace in the allotted time/;
    expect(stage.complaints.filter(line => !expected.test(line))).toEqual([]);
  });
});
