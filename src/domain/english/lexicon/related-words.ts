/**
 * Everyday words that a reader and a story use for one thing, a group a line. To extend: add a word to its group, in its base
 * form, or a new line; keep out words with many meanings.
 */
export const RELATED_WORDS: readonly string[] = `
jobless unemployed unemployment
job work employment employer worker employee labor labour staff career
layoff fire dismissal cut redundancy
pay wage salary income earnings money
money fund funding cash dollar cost finance budget spend spending
cost price expensive premium fee fortune afford
tax taxpayer taxation levy irs
debt deficit loan borrow owe
bank lender banker financial wall
economy economic growth recession
company business firm corporation corporate industry
trade tariff import export deal
black african-american minority african
latino hispanic mexican
immigrant immigration migrant refugee newcomer border foreigner
woman female women girl she wife mother
man male men boy husband father
family parent child kid son daughter mother father
school education teacher student classroom university college
young youth millennial teenager
old elderly senior age
health healthcare insurance medical hospital doctor coverage obamacare
ill sick disease illness health
climate environment environmental warming carbon emission green pollution
energy oil gas coal fuel power
gun weapon firearm shooting
police officer cop sheriff law enforcement
crime criminal violence violent murder kill killing
prison jail sentence
court judge ruling legal lawsuit justice appeal lawyer attorney
law legislation bill statute rule regulation
war military army troop soldier force combat
terror terrorist terrorism isis extremist attack
alliance nato ally coalition pact treaty
hack hacker cyber hacking digital email server breach intrusion computer
vote voter ballot election elect poll electorate
candidate nominee contender rival opponent campaign
president presidential presidency commander
senator senate congress congressman congresswoman lawmaker representative
governor mayor official secretary
republican gop party conservative
democrat democratic liberal party progressive
debate moderator stage question
win victory beat defeat triumph
lose loss defeat failure fail
lie dishonest false untrue lying truth honest honesty trust
accuse accusation blame charge allege allegation
criticize criticism attack slam condemn blast critic denounce
praise applaud commend admire support
deny denial reject refuse
promise vow pledge commitment
threat threaten danger dangerous risk peril
fear afraid worry scare concern anxious
angry anger outrage fury mad
hate hatred racist racism bigot bigotry prejudice
insult offensive disgrace attack remark
apologize apology sorry regret
hope optimism optimistic confident confidence
help aid assist support assistance
talk speak speech say tell conversation
meet meeting visit talk
protest protester demonstrator demonstration march marching rally
police protest riot unrest
news media press journalist reporter newspaper coverage
advertise advertising ad commercial television broadcast
music musician song singer sing concert
film movie actor actress hollywood star celebrity
sport game team player football fan
religion religious church faith god christian muslim islam islamic
america american country nation national
russia russian putin moscow
china chinese beijing
britain british uk
world global international foreign
city town urban neighborhood community local
land property real estate
house home housing
road street traffic car drive
plane flight airport airline
water flood rain storm
fire burn blaze
food eat hunger restaurant meal
obsolete outdated old dated
begin start launch
end finish stop quit
change reform shift transform
grow growth increase rise expand
shrink fall drop decline decrease
big large huge enormous massive great
small little tiny few
good great excellent best fine
bad terrible awful worst horrible
crazy insane mad absurd
surprise unexpected shock sudden surprising
secret hidden private conceal transparency
choose choice decide decision pick select
plan strategy proposal scheme policy
release publish disclose reveal
record history past background
tradition historic history
leader chief head boss chairman director
expert professor scholar analyst adviser researcher
supporter backer fan follower ally
friend ally pal
enemy foe adversary rival opponent
poor poverty poverty low-income
rich wealthy billionaire millionaire
fair equal equality justice rights
fake artificial manufactured made-up invent
avoid evade deflect dodge duck
desperate panic desperation
abandon leave quit withdraw
control manage run handle
welcome embrace hospitality greet
sanction penalty punish punishment fine
evidence proof prove
error mistake wrong fault
`
  .trim()
  .split('\n');
