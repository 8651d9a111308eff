import { FOREIGN_FORMS } from './foreignForms.ts';

/**
 * What people ask any assistant and hardly any company's support: knowledge of the world, chatter, nonsense. Training uses
 * them against all topics, so that "who", "how do I" and "tell me" alone speak for none. Written for this engine.
 */
export const FOREIGN: readonly string[] = [
  ...FOREIGN_FORMS,
  ...split(`
who was the first person on the moon | who invented the telephone | who wrote romeo and juliet | who painted the mona lisa
who is the president of france | who won the world cup in 1998 | who was the king of england in the middle ages | who sings that song about umbrellas
who discovered penicillin | who is the richest man in the world | who is the prime minister now | who built the pyramids
who plays the villain in that film | who would win a fight between a lion and a bear | what is the capital of peru
what is the tallest mountain in the world | what is the speed of light | what is the meaning of the word serendipity | what is the population of india
what is the best movie of all time | what is the square root of 144 | what is the boiling point of water | what is the national animal of scotland
what is the difference between a virus and a bacterium | what is photosynthesis | what is your favourite colour | what is your favourite film
what is your opinion on politics | what is the weather like in rome | what is the temperature outside | what is on television tonight
what is a good name for a cat | what is the largest ocean | what is love | what is inflation in economics
what is the stock price of that company today | what is happening in the news | what time is it in tokyo | what day is it today
what year did the war end | what year was the school founded | what causes earthquakes | what causes thunder | what causes headaches in the morning
what do penguins eat | what do you think about football | what do dreams about falling mean | what does the liver do
what does the flag of brazil look like | what are the symptoms of the flu | what are the rules of chess | what are the colours of the rainbow
what are good exercises for back pain | what are the ingredients of a pancake | what are some jokes about cats | what are you doing tonight
what are you wearing | what animals live in the desert | what language is spoken in brazil | what kind of music do you like | what makes the sky blue
what happens when we die | what happened to the dinosaurs | what was the score of the game last night | what was the name of the ship that sank
what was the best song of the eighties | what colour should i paint my bedroom | what should i wear to a wedding
what should i cook for dinner tonight | what should i name my baby | what team does he play for | what movies are playing nearby
what book should i read next | what university is the best for medicine | what degree do i need to become a nurse | what shoes go with a blue suit
what plants grow well in the shade | what size is the earth | what rhymes with orange | what would you do with a million
when was the eiffel tower built | when did the second world war start | when is the next full moon | when does spring begin
when does the next season of the series start | when were you born | when is mothers day this year | when did humans learn to farm
when is the best time to plant tomatoes | where is the nearest beach | where was napoleon born | where do kangaroos live | where do you live
where did you grow up | where can i watch the match | where can i see the northern lights | where does chocolate come from | where is atlantis
where should i go hiking this weekend | why is the sea salty | why do cats purr | why do leaves change colour in autumn | why do we yawn
why did the chicken cross the road | why is the sky blue | why are flamingos pink | why do people believe in ghosts | why does my knee hurt when i run
why did the roman empire fall | how tall is the tallest building in the world | how old is the universe | how old are you | how far away is the sun
how far is mars from earth | how many bones are in the human body | how many planets are there | how many people live in china
how many legs does a spider have | how many goals did he score this season | how many calories are in a banana | how many teeth do sharks have
how much does an elephant weigh | how much does a new house cost in paris | how much does a nurse earn | how much water should i drink a day
how big is a blue whale | how deep is the ocean | how fast can a cheetah run | how long do turtles live | how long does it take to learn the piano
how long does it take to boil an egg | how long is the great wall | how long did the war last | how hot is the sun | how do airplanes fly
how do i learn to play the guitar | how do i lose weight quickly | how do i get rid of ants in the kitchen | how do i ask a girl out
how do i bake bread | how do i tie a tie | how do i fix a leaking tap | how do i train my dog to sit | how do i become a pilot
how do i grow strawberries | how do i build a treehouse | how do i remove wine from a carpet | how do i write a poem | how do i start a garden
how do i make friends in a new city | how do i solve a quadratic equation | how do i meditate | how do vaccines work | how do magnets work
how do bees make honey | how does a car engine work | how does gravity work | how does the stock market work | how does an election work
how does the story end | how did the universe begin | how are babies made | how are you made | how are rainbows formed | how can i sleep better
how can i become famous | how can i stop smoking | how can i get better at chess | how can i tell if an egg is bad | how is the weather today
how is the traffic downtown | how is cheese made | how is your day going | how was your weekend | how would you describe yourself
is there life on other planets | is it going to rain tomorrow | is it healthy to eat meat every day | is it true that goldfish forget everything
is god real | is the earth flat | is a tomato a fruit | is coffee bad for you | is there a doctor near me | is there a good museum in this city
is he still married to her | is bitcoin a good investment | are ghosts real | are you a robot | are you married | are you happy
are you smarter than other computers | are sharks dangerous | are there wolves in this country | are electric cars better for the planet
can you sing a song | can you dance | can you tell me a story | can you write a poem about the sea | can you translate this sentence into latin
can you do my homework | can you play chess with me | can you guess my age | can you recommend a good book | can you help me with my math homework
can dogs eat grapes | can fish feel pain | can i see the stars tonight | can i eat raw mushrooms | can you get sunburned through glass
could you tell me about the history of rome | could you explain quantum physics | could a human survive on mars | do you like pizza
do you have feelings | do you have a girlfriend | do you have any brothers or sisters | do you dream | do you believe in god
do you know any good jokes | do you know what love is | do you think it will snow | do you speak klingon | do aliens exist | do i look good today
do plants sleep | do you eat | do we have enough oil for the future | does he love me | does money make people happy | does this colour suit me
does vitamin c help against colds | did they find the missing plane | did you see the game yesterday | did you sleep well | will it snow at christmas
will robots take over the world | will you marry me | will the economy recover next year | would you rather be rich or famous | should i get a haircut
should i quit my studies | should i call my ex | tell me a joke | tell me a story about a dragon | tell me something interesting
tell me about yourself | tell me about ancient greece | tell me the news of today | tell me who will win the election | give me a recipe for lasagna
give me the lyrics of that song | give me an idea for a birthday party | give me some advice about love | show me pictures of kittens
show me the way to the station | show me how to draw a horse | sing me a song | say something funny | write me an essay about climate change
write a function that sorts a list | explain the theory of relativity | explain the offside rule | recommend a good series to watch
find me a good restaurant nearby | find the area of a triangle | name three famous painters | name the planets in order
list all the states in alphabetical order | define democracy | translate hello into japanese | play some jazz | play a game with me
turn on the lights in the living room | set an alarm for seven | remind me to water the plants | calculate the circumference of a circle
convert miles to kilometers | let us talk about football | let us play a game | i love you | i am bored | i am hungry | i am tired of everything
i feel lonely today | i had a strange dream last night | i have a headache | i like trains | i think you are funny | i want to be an astronaut
i want to learn spanish | i want to travel around the world | i want to watch a film | i need advice about my girlfriend
i need a recipe with chicken | i need to know about the french revolution | i would like to learn about whales | i would like to hear some music
my cat is sick what should i do | my neighbour is too loud | my favourite team lost again | my dog ate chocolate | you are stupid | you are beautiful
you look nice today | the weather is lovely today | the quick brown fox jumps over the lazy dog | two plus two is four
once upon a time there was a princess | that was a great match yesterday | this song is stuck in my head | happy birthday to you
merry christmas everyone | good luck with your exam | lorem ipsum dolor sit amet | bla bla bla | testing one two three | asdf asdf
how many employees does a large bank have | who owns the biggest shop in the world | which company was founded first | who is the boss of that car maker
what does a broker do all day | what was the biggest company of the last century | who founded the airline | how did she make her fortune
how much did the film cost to make | how much money is there in the world
is gold a safe thing to own | what is a hedge fund | what is the history of money | why do prices rise every year | who decides how much money is printed
should i buy shares now | which startup will be big next year | how do i start a business of my own | how do i become a millionaire
how do i get into a good college | what does a plumber do
is it worth studying philosophy | how do i write a good application | what jobs can i do without a degree
how do i get a divorce | can i be arrested for that | what are my rights as a tenant | do i need a licence to fish
how does a court case work | who makes the laws | how do i vote in the next election | what does the mayor do | how old must one be to drive
is this laptop any good for games | who makes the fastest computer | what is the newest game console
what is machine learning | how does a search engine work | how do i write a program in python | what is the best app for learning french
how do i get a stain out of a shirt | how do i stop the door from squeaking | how do i sharpen a knife
how do i paint a wall without streaks | how do i unclog a sink | what tools do i need to build a shelf | how do i keep the lawn green in summer
how do i charge a car battery with cables | how often should i wash my hair | why does my fridge make noise

what does it mean when a dog wags its tail | what is the definition of art | what is the opposite of shy
what is the formula for the area of a circle | what is seven times eight | is zero an even number
how do i find the average of some numbers | what is a prime number | who invented algebra | what is the biggest number there is
where did the first people come from | where does tea grow | where does the word salary come from
where is the oldest bridge in europe | where are diamonds found
when was the last time they won the cup | when did the volcano erupt last
what time does the sun set in june | when do the clocks change | when is the festival this year
how is the new album of that band | who won an oscar last year | how many records did the band sell | what channel is the fight on
what are the rules of poker | who is the best goalkeeper ever | how heavy is a bowling ball
how long is a marathon | how many players are in a rugby team | which country has won the most medals | how do i throw a curveball
do snakes have ears | do bears sleep all winter | what animals hunt in packs
how do spiders make webs | what do i feed a baby bird | how high can a kangaroo jump | which animal lives the longest | are whales fish
can cats see in the dark | is it bad to feed cheese to mice | are mushrooms plants | do trees talk to each other | how do flowers know when to bloom
what is in the middle of the earth | what is dark matter | how cold is it on pluto | how many moons does jupiter have
how do batteries store energy | is water wet | why does ice float | what is glass made of | how is steel made
how do doctors treat a broken arm | how do i get rid of a cold | is it normal to feel dizzy | how much sleep do adults need | what foods have iron
what is a healthy blood pressure | can stress make you ill | how do i build muscle | is running bad for the knees | what helps against a cough
what is the difference between a crocodile and an alligator | what is the difference between a latte and a cappuccino | which is better tea or coffee
what is the benefit of reading every day | what was the cause of the first world war | why is there poverty
why do people want to be leaders | why do teenagers sleep so long | why are wedding dresses white
how can we stop global warming | how will people live in a hundred years | is it wrong to lie | is there such a thing as luck | what makes a good leader
what is my cat thinking | what is my future | what am i thinking of | guess what i had for lunch | what is the best excuse for being late
i just had the best day ever | i saw a fox in my garden | i think my neighbour is a spy
i was at a concert last night | my brother is taller than me | my roses are not blooming | our team has a new coach | everybody is talking about that show
show me a map of the ancient world | read me the latest headlines | tell me about the life of bees
tell me what you think about the new movie | tell me how clouds form | name a song about rain | name an animal that starts with z
describe the taste of a mango | compare apples and oranges | summarise the plot of hamlet | imagine you are a pirate | pretend to be my grandmother
draw a picture of a cow | solve this riddle | finish the sentence roses are red | count to one hundred backwards | spell the longest word
`),
];

function split(lines: string): string[] {
  return lines.trim().split(/\s*[|\n]\s*/);
}
