import { SMTPServer } from 'smtp-server';
import type { Cloud } from '../core/contract.ts';
import { PortTaken } from '../core/listen.ts';
import type { SesService } from './index.ts';

/** What SES takes in. */
const LARGEST = 40 * 1024 * 1024;

export interface SmtpListener {
  port: number;
  stop(): Promise<void>;
}

/**
 * Mail comes in: SMTP on loopback, for any mail program. A recipient that no receipt rule stands for is refused, as SES
 * refuses it; so is a mail that is too large.
 */
export async function openSmtp(cloud: Cloud, port: number): Promise<SmtpListener> {
  const ses = cloud.service<SesService>('ses');
  const server = new SMTPServer({
    name: 'inbound-smtp.local',
    banner: 'the local cloud takes mail for this client',
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideSize: false,
    size: LARGEST,
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (ses.takes(cloud, address)) return done();
      done(refusal(550, 'Requested action not taken: mailbox unavailable'));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= LARGEST) chunks.push(chunk);
      });
      stream.on('end', () => {
        if (size > LARGEST) return done(refusal(552, 'Message size exceeds the maximum of 40 MB'));
        const mailFrom = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        cloud.activity
          .run(() => ses.receive(cloud, { mailFrom, recipients, source: Buffer.concat(chunks) }))
          .then(
            id => done(null, `Ok ${id}`),
            (error: Error) => {
              cloud.log(`smtp: ${error.message}`);
              done(refusal(451, 'Requested action aborted: local error in processing'));
            },
          );
      });
    },
  });
  server.on('error', error => cloud.log(`smtp: ${error.message}`));
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error);
    server.server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.server.off('error', failed);
      resolve();
    });
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
}

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });
