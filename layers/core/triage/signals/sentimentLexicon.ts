/** How a word colours a message, −3 (fury) to +3 (delight), without context. Lower case, without accents. */
export const LEXICON: Record<string, number> = valued({
  3: 'fantastic amazing brilliant outstanding superb phenomenal',
  2: 'excellent awesome wonderful perfect perfectly love loved loving loves delighted thrilled impressed incredible fabulous great best flawless excellente perfekt wunderbar toll super genial excelente perfecto perfetto ottimo perfeito geweldig fantastico fantastique',
  1.2: 'good nice happy glad pleased helpful pleasant lovely smooth smoothly friendly thank thanks appreciate appreciated grateful satisfied enjoy enjoyed recommend kind kindly=0 quick=0 beautiful cool excited yay danke merci gracias grazie obrigado obrigada bedankt',
  '-1': 'problem=-0.4 problems=-0.5 issue=-0.3 issues=-0.4 wrong=-0.6 late=-0.5 slow broken damaged faulty defective dirty missing=-0.5 failed=-0.6 fails=-0.6 error=-0.4 confusing confused annoying annoyed bad poor poorly disappointing disappointed disappointment unhappy upset sad worried worry concerned unfortunately sadly frustrating frustrated struggling stuck=-0.7 difficult hassle inconvenient inconvenience unreliable unclear complain complaint=-1.2 dissatisfied dislike regret lousy mediocre waste wasted misleading overcharged stressed stressful anxious afraid scared lost=-0.3 stolen=-0.6 hate=-2 nervig schlecht enttauscht kaputt argerlich leider decu mauvais casse decue malo roto decepcionado pessimo ruim deluso rotto slecht teleurgesteld kapot',
  '-3': 'useless unacceptable ridiculous pathetic appalling disgusting atrocious disgraceful disgrace shameful outrageous outraged furious livid incompetent incompetence liar liars lied lying lies lie=-2 scam scammers scammer scammed thieves thief=-2 ripoff robbery cheats cheated cheating fuming infuriating infuriated worthless idiots idiot stupid moron morons dumb clowns clown inexcusable laughable ashamed=-2.8 unbelievable=-2 fury hell=-2 nonsense=-2 excuses=-1.8 frechheit unverschamt inacceptable scandaleux nul=-2 nuls arnaque inaceptable verguenza estafa vergogna truffa truffatori inaccettabile vergonha inaceitavel belachelijk schandalig wutend furieux furioso betruger escroc voleurs ladrones ladri ladroes oplichters',
  '-2': 'terrible horrible awful worst rude ignored=-1.3 ignoring=-1.3 ignore=-1.3 angry=-3 mad=-2.5 joke=-1.2 rubbish garbage=-2.5 trash=-2.5 crap=-3 crappy=-3 dreadful abysmal nightmare insulting shocking hopeless clueless absurd absurdo unmoglich boos ruined livid=-3',
  '-0.9':
    'crashing=-0.9 crashes dead=-0.9 worse rejected=-0.8 uncomfortable upsetting=-1.2 pity helpless desperate cold=-0.8 cheap=-0.5 forgot=-0.4 mediocre=-2.5 desapontado decepcionado defeito ashamed=-2.8 tired terrified trapped',
});

/** Phrases whose words are harmless one by one. Tested against " words joined by blanks ". */
export const PHRASES: [RegExp, number][] = [
  [
    / (?:fed up|sick of|sick and tired|had enough|had it with|enough is enough|last straw|at my wits' end|lost my patience|losing my patience|running out of patience|no patience left) /,
    -2.6,
  ],
  [
    / (?:rip off|ripped off|taking the (?:piss|mick)|waste of (?:time|money)|wasting my time|joke of a|complete joke|total joke) /,
    -1.6,
  ],
  [
    / (?:how dare you|shame on you|you people|what kind of (?:company|service)|are you kidding|you must be joking|is this a joke|what is wrong with you|what the hell|wtf) /,
    -2.4,
  ],
  [
    / (?:my (?:lawyer|solicitor|attorney)|legal action|take you to court|sue you|small claims|trading standards|report you|never (?:buy|buying|shop|shopping|order|ordering|use|using) (?:\S+ ){0,3}again|taking my business elsewhere) /,
    -1.8,
  ],
  [
    / (?:(?:second|third|fourth|fifth|sixth|tenth|#1|#2|#\d+th|umpteenth) time|over and over|again and again|time and again|keep[s]? (?:on )?(?:happening|failing|asking|telling|getting|sending|ignoring)|how many times|for the last time) /,
    -1,
  ],
  [
    / (?:still (?:not|no|blocked|locked|haven't|hasn't|waiting|nothing|broken|doesn't|isn't|don't|can't)|still (?:hasn't|haven't) (?:arrived|received|heard)|no (?:reply|response|answer)|(?:nobody|none of you|no one) (?:\S+ ){0,4}(?:answers|helps|cares|replies)|nobody (?:answers|replies|helps|cares|responds|answered|replied)|no one (?:answers|replies|helps|cares|responds|has)|not (?:working|happy|good enough|acceptable|impressed|helpful)|doesn't work|does not work|didn't work|won't work|stopped working|hasn't (?:arrived|been updated|come)|has not (?:arrived|come)|did not (?:help|show up)|didn't (?:help|show up)|isn't what|is not what|expected better|no help|can't pay|let down|let me down|not ok|not okay) /,
    -0.9,
  ],
  [
    / (?:been waiting (?:for )?(?:\S+ ){0,2}(?:hours|days|weeks|months|ages|forever)|waited (?:\S+ ){0,2}(?:hours|days|weeks|months|ages)|on hold for|taking (?:so|too|far too) long|takes (?:forever|ages)|for (?:weeks|months|ages) now) /,
    -1,
  ],
  [
    / (?:well done|good job|great job|nice work|keep up the|thumbs up|works (?:great|perfectly|well|now|like a charm)|working (?:great|perfectly|well) now|made my day|life saver|lifesaver|five stars|#1 stars|couldn't be happier|can't complain|no complaints|very helpful|exceeded my expectations|better than (?:i )?expected|look(?:ing)? forward|problem solved|sorted it|all sorted) /,
    1.5,
  ],
  [
    / (?:no problem|no problems|no worries|not a problem|no issue|no issues|without (?:a |any )?(?:problems?|issues?|hassle)) /,
    0.6,
  ],
  [
    / (?:thanks for nothing|thank you for nothing|thanks a lot for (?:ruining|wasting|nothing)|great job (?:ruining|losing|breaking)|just great|oh great|well done for|real(?:ly)? helpful not|good luck with) /,
    -3.5,
  ],
  [/ (?:thank you|thanks) (?:for|so much|very much|a lot|again)/, 0.6],
  [/ (?:please help|i'm desperate|i am desperate|desperate|desperately|in tears|ruined|ruining) /, -0.9],
];

/** Swearing, also with letters starred out. */
export const PROFANITY =
  /^(?:fuck\w*|f\*+k?\w*|fck\w*|shit\w*|sh\*t\w*|bullshit|bs|damn|dammit|goddamn|bastards?|bitch\w*|arse\w*|ass(?:hole|holes)|bollocks|bloody|wtf|scheiss\w*|merde|mierda|joder|cazzo|merda|caralho|porra|kut|klote\w*|verdammt\w*)$/;

/** "word" takes the key's value, "word=0.5" its own. */
function valued(lists: Record<string, string>): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [value, list] of Object.entries(lists))
    for (const entry of list.split(' ')) {
      const [word, own] = entry.split('=');
      values[word as string] = Number(own ?? value);
    }
  return values;
}
