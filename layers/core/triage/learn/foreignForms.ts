/**
 * Forms in which people ask about the world at large, with things to ask about. Together they are more FOREIGN messages:
 * what counts is that no form of asking speaks for a topic by itself. Written for this engine.
 */
const THINGS: Record<string, readonly string[]> = {
  person: list(
    'mozart, cleopatra, newton, the queen of england, that comedian, a famous painter, marie curie, the last emperor',
  ),
  place: list('iceland, the amazon, london, the sahara, a small village, new zealand, the moon, venice'),
  animal: list('a giraffe, an octopus, owls, a hedgehog, wolves, a parrot, ants, a dolphin'),
  plant: list('an oak tree, roses, bamboo, a cactus, mushrooms, wild berries, a palm tree, moss'),
  thing: list('a piano, a bridge, a telescope, paper, a violin, a candle, a compass, porcelain'),
  work: list('a surgeon, a carpenter, a journalist, a farmer, an actor, a judge, a sailor, a biologist'),
  idea: list('justice, happiness, evolution, capitalism, courage, infinity, karma, irony'),
  body: list('the heart, my eyes, the brain, a tooth, the skin, my shoulder, bones, hair'),
  event: list(
    'the olympics, the civil war, the festival, the moon landing, the final match, the eclipse, the parade, the concert',
  ),
  art: list('that novel, the opera, a poem, the old film, jazz, the new show, a comic, the painting'),
  sport: list('tennis, cricket, boxing, swimming, chess, hockey, judo, baseball'),
  science: list('lightning, gravity, a comet, oxygen, radio waves, a volcano, magnetism, salt'),
  chore: list(
    'clean an oven, dry flowers, build a fence, knit a scarf, fix a bicycle, catch a mouse, polish silver, plant a hedge',
  ),
  tech: list(
    'a satellite, the internet, a robot, a video game, a drone, social media, a microchip, virtual reality',
  ),
};

const FORMS = list(`
when was {person} born, how did {person} die, how old is {person}, where does {person} come from, who was married to {person}
how rich is {person}, what did {person} believe, who is taller than {person}, is {person} still alive, what is {person} known for
who lives in {place}, how far is it to {place}, what do people eat in {place}, is {place} worth seeing, who discovered {place}
what is the biggest city near {place}, how cold does it get in {place}, what language do they speak in {place}, when is the best season in {place}
what does {animal} eat, how long does {animal} live, is {animal} dangerous, how many legs has {animal}, why does {animal} make that sound
can {animal} swim, how big can {animal} get, where does {animal} sleep, how do i keep {animal} away, what is the baby of {animal} called
how much water needs {plant}, can i eat {plant}, how fast grows {plant}, why is {plant} dying, where can i find {plant}
who invented {thing}, how is {thing} made, how heavy is {thing}, what is {thing} used for, how old is the oldest {thing}
how do i become {work}, how long does it take to be {work}, what does {work} earn, what does {work} do all day, would i be good as {work}
what does {idea} mean, what is the meaning of {idea}, is there such a thing as {idea}, who first wrote about {idea}, why does {idea} matter
what is the definition of {idea}, give me an example of {idea}, what are the benefits of {idea}, what is the opposite of {idea}
how does {body} work, why does {body} hurt, how big is {body}, what is good for {body}, can one live without {body}
when is {event}, who won {event}, how long did {event} take, what time does {event} begin, where is {event} held, why was {event} important
who wrote {art}, what is {art} about, how does {art} end, who plays in {art}, is {art} any good, when did {art} come out
how do you play {sport}, who is the best in {sport}, what are the rules of {sport}, how long is a game of {sport}, is {sport} hard to learn
what causes {science}, how does {science} work, how fast is {science}, who discovered {science}, can you see {science} from space
how do i {chore}, what do i need to {chore}, how often should i {chore}, what is the easiest way to {chore}, is it hard to {chore}
how does {tech} work, who makes {tech}, is {tech} bad for children, how much is {tech}, will {tech} change the world
tell me about {place}, tell me something about {animal}, i want to know more about {event}, explain {idea} to me, i am reading about {person}
are you interested in {sport}, do you like {art}, have you ever seen {animal}, what do you think of {tech}, let us talk about {event}
my friend is {work}, i was thinking about {idea}, i saw {animal} yesterday, we went to {place} last year, i am learning {sport}
`);
/** Of each form, this many with different things. */
const A_FORM = 3;

export const FOREIGN_FORMS: readonly string[] = FORMS.flatMap((form, n) =>
  Array.from({ length: A_FORM }, (_, k) =>
    form.replace(/\{(\w+)\}/, (_whole, kind: string) => {
      const things = THINGS[kind] as readonly string[];
      return things[(n * 5 + k * 3) % things.length] as string;
    }),
  ),
);

function list(text: string): string[] {
  return text.trim().split(/\s*[,\n]\s*/);
}
