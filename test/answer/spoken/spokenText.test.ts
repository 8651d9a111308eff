import { toSsml } from '../../../layers/core/answer/spoken/ssml.ts';
import { spokenText } from '../../../layers/core/answer/spoken/spokenText.ts';

const gb = (text: string) => spokenText(text, { locale: 'en_GB' });

describe('what is written, as it is said', () => {
  test.each([
    // Order numbers, codes, tracking numbers
    ['Order LF-204518 is on its way.', 'Order L F, 2 0 4, 5 1 8 is on its way.'],
    ['Your parcel BP7719402518 left.', 'Your parcel B P, 7 7 1, 9 4 0, 2 5 1 8 left.'],
    ['Your reference is C-0AB12CD34E.', 'Your reference is C, 0, A B, 1 2, C D, 3 4, E.'],
    ['The code is 482913.', 'The code is 4 8 2, 9 1 3.'],
    ['It has 4 pockets and 1500 users.', 'It has 4 pockets and 1500 users.'],
    ['A USB-C plug and an A4 page.', 'A USB-C plug and an A4 page.'],
    // Prices
    ['It costs €49.90.', 'It costs 49 euros and 90 cents.'],
    ['It costs 49,90 €.', 'It costs 49 euros and 90 cents.'],
    ['From EUR 1,250.00 on', 'From 1250 euros on.'],
    ['£1 or $0.99', '1 pound or 99 cents.'],
    ['That is €5.', 'That is 5 euros.'],
    ['That is €1.01, all in.', 'That is 1 euro and 1 cent, all in.'],
    // Dates and times
    ['Until 2027-03-29.', 'Until 29 March 2027.'],
    ['Until 29.3.2027.', 'Until 29 March 2027.'],
    ['Until 03/04/2027.', 'Until 3 April 2027.'],
    ['Version 1.2.3 stays', 'Version 1.2.3 stays.'],
    ['The 31.02.2027 is none.', 'The 31.02.2027 is none.'],
    ['We are there from 09:00 to 18:30.', 'We are there from 9 am to 6 30 pm.'],
    ['At 12:05 or 00:00', 'At 12 oh 5 pm or 12 am.'],
    // Ranges, percentages, measures
    ['In 3–5 working days', 'In 3 to 5 working days.'],
    ['In 3-5 working days', 'In 3 to 5 working days.'],
    ['20% off, washed at 30°C, 12 km', '20 percent off, washed at 30 degrees, 12 kilometres.'],
    // Addresses and links
    ['Write to help@larchfield.example.', 'Write to help at larchfield dot example.'],
    ['I sent it to s•••@mail.example.', 'I sent it to the address that starts with S at mail dot example.'],
    ['Sent to s***@mail.example.', 'Sent to the address that starts with S at mail dot example.'],
    [
      'See https://help.larchfield.example/returns for more.',
      'See help dot larchfield dot example slash returns for more.',
    ],
    ['Track it at https://x.example/t?id=8231ab&c=1.', 'Track it at our website.'],
    ['Call +43 1 234 5678.', 'Call 4 3 1, 2 3 4, 5 6 7 8.'],
    // Mark-up and lists
    ['**Yes**, see [our guide](https://x.example/guide).', 'Yes, see our guide.'],
    ['You need:\n- the receipt\n- the box', 'You need: First, the receipt. Second, the box.'],
    ['1. Open the app\n2. Tap Orders.', 'First, Open the app. Second, Tap Orders.'],
    ['## Returns\nSend it back.', 'Returns. Send it back.'],
    ['Great news 🎉!', 'Great news!'],
    ['a snake_case_word stays', 'a snake_case_word stays.'],
    ['<script>alert(1)</script>Hello', 'alert(1) Hello.'],
    ['', ''],
  ])('%s', (written, said) => {
    expect(gb(written)).toBe(said);
  });

  test.each([
    [
      'de_DE',
      'Das kostet 49,90 € bis 29.03.2027, 18:30 Uhr.',
      'Das kostet 49 Euro 90 bis 29. März 2027, 18 Uhr 30.',
    ],
    ['fr_FR', 'Cela coûte 12,50 €.', 'Cela coûte 12 euros et 50 centimes.'],
    ['es_ES', 'Escriba a ana@correo.example.', 'Escriba a ana arroba correo punto example.'],
    ['it_IT', 'Sconto del 20%.', 'Sconto del 20 per cento.'],
    ['en_US', 'Until 03/04/2027.', 'Until March 4, 2027.'],
  ])('in %s', (locale, written, said) => {
    expect(spokenText(written, { locale })).toBe(said);
  });

  test('spells references on wish', () => {
    expect(spokenText('Order LF-20 is here', { locale: 'en_GB', spell: true })).toBe(
      'Order L as in Lima, F as in Foxtrot, 2, 0 is here.',
    );
  });

  test('what is too long ends at a sentence', () => {
    const said = gb('This is a sentence of some length, said again and again. '.repeat(40));
    expect(said.length).toBeLessThanOrEqual(800);
    expect(said.endsWith('again.')).toBe(true);
  });
});

describe('SSML', () => {
  test.each([
    ['Yes. It is.', false, '<speak><s>Yes.</s><s>It is.</s></speak>'],
    ['Salt & <pepper>', false, '<speak><s>Salt &amp; &lt;pepper&gt;</s></speak>'],
    ['One.\u0007 Two.', false, '<speak><s>One.</s><s>Two.</s></speak>'],
    [
      'Yes. It is.',
      true,
      '<speak><prosody rate="slow"><s>Yes.</s><break time="400ms"/><s>It is.</s></prosody></speak>',
    ],
    ['', false, '<speak></speak>'],
    ['<'.repeat(2_000), false, `<speak><s>${'&lt;'.repeat(170)}</s></speak>`],
  ])('%s (slow: %s)', (text, slow, ssml) => {
    expect(toSsml(text, { slow })).toBe(ssml);
  });

  test('fits in one message, whatever is said', () => {
    for (const text of ['A. '.repeat(800), 'word '.repeat(600), 'x & y. '.repeat(300)])
      expect(toSsml(text, { slow: true }).length).toBeLessThanOrEqual(1_024);
  });
});
