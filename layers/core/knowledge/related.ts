import { stem } from './stem.ts';

/**
 * Words that English-speaking customers use for one another. Each line is one group; a query finds the others of a group at
 * a fraction of the weight of its own word. Written by hand: groups mined from co-occurrence joined what merely
 * stands together ("order", "number").
 */
const GROUPS = `
delete remove erase discard purge clear
deactivate disable close terminate
disable deactivate stop prevent block
enable activate allow
cancel annul revoke unsubscribe stop
cancel call-off abort
refund reimburse repay moneyback chargeback
return send-back
buy purchase order
order purchase
price cost fee charge rate tariff
charge bill debit invoice
bill invoice statement
pay settle
cheap inexpensive affordable
discount voucher coupon promo rebate
deliver ship dispatch arrive shipment
parcel package shipment
courier carrier
track trace locate follow
late delayed overdue
delay late postpone
lose missing misplace
steal theft
break defect faulty damage malfunction
damage crack
exchange replace swap substitute
replace substitute
password passcode pin credential
username login
login signin
logout signout
register signup enrol join subscribe
account profile acc
email e-mail mail inbox gmail
email message
phone telephone mobile cellphone cell
call phone ring
contact reach
picture photo image photograph pic
video clip movie film
song music track
film movie
document doc file
file document attachment
folder directory
spreadsheet sheet
copy duplicate
duplicate repeated double
paste insert
move transfer migrate
transfer wire remit
export download backup extract save
backup archive
import upload
upload post
download save
save store keep
store shop
change modify edit alter update switch
edit modify
rename name
create make build generate
generate produce
add insert append include
attach add
find search locate discover lookup
search query find
filter sort
sort order arrange
show display view see
see view look
view watch
hide conceal invisible
hidden private secret
private privacy confidential
public visible
share publish
publish post
send forward
receive get
schedule timer delayed later
schedule appointment
appointment booking reservation
book reserve
automatic automatically auto
repair fix mend
fix solve resolve
error bug problem issue fault
problem trouble issue
fail crash
freeze hang
slow sluggish
fast quick speed rapid
begin start
stop end pause halt
finish complete end
expire lapse
renew extend prolong
extend lengthen
person human agent representative people someone
friend contact
user member people person
customer client
company business firm
staff employee
boss manager supervisor
open unlock
lock block suspend
block ban
verify confirm authenticate validate
confirm acknowledge
check verify
secure safe security
trust safe
restore recover retrieve undelete
recover regain
reset restore
computer pc laptop machine
computer mac
website site webpage page web
link url address hyperlink
browser chrome firefox
app application program software
phone smartphone iphone android
offline disconnected
online internet web
setting option preference configuration
configure customise customize set
customize personalise personalize
language translate
country abroad overseas international foreign
abroad outside
city town
map directions location
location place where position
distance length far
address location
hours opening time
duration long time
deadline limit
limit maximum cap restriction
restriction rule
guarantee warranty
insurance cover coverage policy
claim request
apply application
require necessary must
permit allow
possible able
complaint complain
compensation reimburse
subscription membership plan
plan tariff
free gratis complimentary
size dimension
color shade
big large
small little
old previous former
new recent
difference differ versus compare
compare versus
list enumerate
count number amount quantity many
number digit
amount quantity
money cash fund
bank account
card credit debit
salary wage
tax vat duty
customs duty import
receipt proof
die decease pass
birthday birth
child kid minor
notify alert notification notice inform
notification reminder
spam junk unwanted
junk trash
trash bin garbage
text font letter
bold highlight
keyboard shortcut hotkey
shortcut hotkey
tag label category
label mark
mark flag
group merge combine
merge combine join
split separate divide
thread conversation chat
comment reply response
reply answer respond
suggest recommend
import load
embed include
play run
calendar schedule event
remind reminder
internet net
information info data
advert ad advertisement commercial
anonymous anonymously
`;

/** Built at the first question: loading a function shouldn't pay for it. */
let related: Map<string, Set<string>> | undefined;

function readGroups(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of GROUPS.trim().split('\n')) {
    const stems = line.split(' ').map(word => stem(word.replace(/-/g, '')));
    for (const one of stems) {
      const others = found.get(one) ?? new Set();
      for (const other of stems) if (other !== one) others.add(other);
      found.set(one, others);
    }
  }
  return found;
}

/** Stems that may stand for this English stem. */
export function relatedStems(one: string): ReadonlySet<string> | undefined {
  return (related ??= readGroups()).get(one);
}
