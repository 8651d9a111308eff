/**
 * Words that stand for one another in customers' messages: the first of a line is its name, the classifier sees it beside the
 * word itself. So "money back" taught helps "reimburse" asked, and one country taught helps all others.
 * Written for this engine: common service talk and closed classes of the world; nothing is learned from outside.
 */
const LINES = `
refund reimburse reimbursed reimbursement refunded refunds repay repaid cashback
cancel cancels cancelled canceled canceling cancelling cancellation terminate termination revoke annul abort scrap
order orders ordered purchase purchases purchased bought buy buying
parcel parcels package packages shipment shipments consignment packet
deliver delivers delivery deliveries delivered delivering ship ships shipped shipping dispatch dispatched courier
arrive arrives arrived arriving arrival receive received receiving
late delay delayed delays overdue slow
lost lose losing misplace misplaced missing vanished disappeared mislaid
stolen stole steal theft thief robbed mugged pickpocketed
broken break broke damaged damage defective faulty cracked shattered smashed torn dented
working works work function functioning functions
password passwords passcode passphrase login credentials signin
pin pincode
change changes changed changing modify update updates updated updating edit alter amend adjust switch
reset resets resetting restore recover
block blocked blocking freeze frozen freezing lock locked locking suspend suspended deactivate deactivated disable disabled
unblock unblocked unfreeze unlock unlocked reactivate reactivated
activate activated activating activation enable
price prices cost costs costing fee fees charge charges rate rates pricing expensive cheap
bill bills billed billing invoice invoices invoiced statement
pay pays paid paying payment payments
money cash funds fund dough
transfer transfers transferred transferring send sends sent sending wire remit
receipt receipts proof
account accounts profile
card cards creditcard debitcard mastercard visa amex
declined decline declines rejected refused denied reject deny
phone phones telephone cell cellphone mobile smartphone iphone android
email emails mail inbox
address addresses
subscription subscriptions subscribe subscribed membership plan
unsubscribe optout
discount discounts voucher vouchers coupon coupons promo promotion code codes rebate
return returns returned returning sendback
exchange exchanges exchanged swap swapped replace replaced replacement substitute substitution
warranty guarantee
size sizes fit fits large small medium
open opens opening closed closes closing hours
appointment appointments booking bookings reservation reservations reserve reserved book booked schedule scheduled
flight flights plane fly flying airline airlines airplane
hotel hotels motel lodging accommodation
car cars vehicle vehicles auto automobile truck
house home apartment flat
job jobs career employment work position
boss manager supervisor superior
salary wage wages paycheck paychecks earnings income
holiday holidays vacation vacations pto leave
talk speak chat converse
explain describe clarify
find locate search lookup
show display view see
begin start started starting commence
stop stops stopped stopping end quit cease
help helps assist assistance support aid
problem problems issue issues trouble troubles fault
error errors glitch bug bugs crash crashes crashed
increase raise higher up boost improve
decrease reduce lower cut less
cancelation cancellation
song songs music track tune tunes album
food foods meal meals dish dishes dinner lunch breakfast supper
eat eating ate dine
recipe recipes cook cooking bake baking
restaurant restaurants diner bistro eatery cafe
weather temperature forecast rain raining snow snowing sunny humidity humid
mother mom mum father dad brother sister wife husband son daughter friend girlfriend boyfriend aunt uncle grandma grandpa roommate
sick ill unwell
gas petrol gasoline fuel diesel
tire tires tyre tyres wheel wheels
@weekday monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
@month january february march april june july august september october november december
@number zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen
@ordinal first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd
@unit inch inches foot feet yard yards mile miles meter meters metre metres kilometer kilometers km cm gram grams kilogram kilograms kg pound pounds lb lbs ounce ounces oz liter liters litre litres cup cups teaspoon teaspoons tablespoon tablespoons pint gallon gallons
@period second seconds minute minutes hour hours day days week weeks month months year years
@money dollar dollars euro euros pound pounds sterling yen rupee rupees peso pesos franc francs ruble rubles yuan won krona usd gbp eur jpy aud cad chf inr bitcoin crypto cryptocurrency
@colour red blue green yellow orange purple pink black white brown grey gray silver
@language english spanish french german italian portuguese dutch russian chinese mandarin cantonese japanese korean arabic hebrew hindi turkish polish swedish norwegian danish finnish greek latin thai vietnamese
@country usa america us uk england britain scotland ireland wales france germany spain italy portugal netherlands holland belgium switzerland austria poland sweden norway denmark finland greece turkey russia ukraine china japan korea india pakistan thailand vietnam indonesia philippines malaysia singapore australia zealand canada mexico brazil argentina chile peru colombia cuba egypt morocco kenya nigeria africa europe asia israel iran iraq israel romania hungary croatia serbia iceland cambodia taiwan venezuela ecuador jamaica
@city london paris berlin madrid rome vienna amsterdam lisbon dublin moscow tokyo beijing shanghai seoul delhi mumbai bangkok sydney melbourne toronto montreal vancouver chicago boston seattle denver dallas houston austin miami atlanta phoenix detroit portland orlando tampa philadelphia cleveland nashville memphis baltimore minneapolis milwaukee york angeles francisco diego vegas orleans reno oakland pittsburgh zurich munich hamburg barcelona milan venice prague budapest warsaw athens istanbul cairo dubai
@state california texas florida nevada arizona colorado utah oregon washington georgia ohio michigan illinois indiana virginia carolina tennessee kentucky alabama louisiana arkansas oklahoma kansas missouri iowa minnesota wisconsin nebraska dakota montana idaho wyoming alaska hawaii maine vermont massachusetts connecticut jersey pennsylvania maryland delaware
@shop walmart target amazon ebay costco ikea safeway kroger
@bank chase citibank hsbc barclays amex fargo santander bofa
@person john mary mike michael david tom bob jim james mark sarah anna jane joe kevin steve susan linda brenda carol peter paul george lisa karen jennifer
@food pizza pasta chicken beef pork fish salmon tuna steak burger burgers sandwich soup salad rice bread cheese milk butter egg eggs sugar salt pepper flour potato potatoes tomato tomatoes onion onions garlic beans bean apple apples banana bananas orange oranges lemon lettuce carrots turkey bacon sausage tacos taco sushi lasagna spaghetti noodles cake pie cookies brownies chocolate coffee tea beer wine juice yogurt cereal oatmeal avocado mushrooms
@animal dog dogs cat cats pet pets bird birds horse fish hamster puppy kitten
`;

const NAMES = new Map<string, string>();
for (const line of LINES.trim().split('\n')) {
  const words = line.split(' ');
  for (const word of words) if (!NAMES.has(word)) NAMES.set(word, `=${words[0]}`);
}

/** Name of the concept a word stands for, undefined for most words. */
export const conceptOf = (word: string): string | undefined => NAMES.get(word);
