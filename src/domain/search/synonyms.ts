/**
 * Words that news stories use for one another, a line each; any form of a word counts. A word in several lines is
 * related to the words of each. Put a line here when a reader's word and a story's word regularly differ.
 */
const GROUPS = `
accuse allege blame charge claim
accept admit acknowledge concede
agree agreement deal pact accord treaty
aid assist help relief
aim goal purpose intend target
aircraft jet plane
airport terminal
amount sum total
announce declare reveal unveil disclose
anger angry fury furious outrage
answer reply respond response react reaction
appoint name nominate pick select choose choice nominee
approve pass adopt endorse ratify
argue argument contend maintain insist
arrest detain jail custody
ask question query
attack assault strike raid bombing
attack criticize criticism denounce blast slam condemn rip hammer assail lambast rebuke
attend join participate visit
attorney lawyer counsel
author wrote write writer book
back support endorse favor
ban bar prohibit outlaw forbid block
battle fight clash combat war conflict
begin start launch open
believe think view opinion
big large huge massive major
bill legislation law act measure statute
birthday born birth
boss chief head leader chairman chairwoman president director executive ceo
boost increase raise grow rise surge jump climb gain
border frontier
build construct erect
business company corporation firm enterprise
buy purchase acquire acquisition
call describe label term dub
campaign race candidacy election
cancel scrap drop abandon call
cause reason because why
celebrate mark observe commemorate
change alter reform revise shift
cheap inexpensive
child kid son daughter
city town municipality
close shut
college university campus
collapse crash fail failure
compare comparison
compensation pay salary wage earn income
complain complaint object protest
concern worry fear afraid
confirm verify
contribute contribution donate donation donor give gift
cost price expense expensive charge fee
country nation
court judge tribunal
crime criminal offense felony
cut reduce reduction slash trim lower decrease decline fall drop
danger dangerous risk threat threaten
dead death die kill fatal decease slay
debate discussion argue
decide decision rule ruling verdict judgment
defeat beat lose loss
defend defense protect
delay postpone
demand request call urge
deny denial reject refute dismiss
destroy damage ruin demolish
deter prevent stop halt
disaster catastrophe tragedy
disclose release publish
doctor physician surgeon
document paper file record
doubt skeptical question
drug medicine cocaine heroin opioid marijuana
dozen twelve
earn make income
economy economic
elderly old senior
end finish conclude stop terminate
enemy foe opponent adversary rival
error mistake
estimate figure calculate
evidence proof
expect predict forecast anticipate
expel deport remove oust
explain explanation
explosion blast bomb
famous prominent
farmer agriculture farm
father mother parent dad mom
film movie
fine penalty sanction punish punishment
fire sack dismiss layoff
flee escape leave
flood storm hurricane
forbid ban
found establish create set
fund finance money cash
gather meet meeting rally assemble
goods product merchandise
government administration cabinet
great excellent
group organization association
gun firearm weapon rifle pistol knife
hack breach intrusion cyberattack
happen occur
healthcare health medical
hide conceal cover
hire employ recruit
hold host stage
home house residence
hope wish
hospital clinic
husband wife spouse married
idea plan proposal
illegal unlawful
illness sick disease ill condition pneumonia cancer flu diabetes virus infection
immigrant migrant refugee newcomer
important key crucial vital critical
inform tell notify
injure injury wound hurt
inquiry investigation probe investigate
invest investment investor
invite invitation
issue problem matter topic
job post position work employment role office
join member
journalist reporter correspondent
keep retain maintain
kind type sort
know aware knowledge
lack shortage
last final
law legal
lawmaker legislator congressman congresswoman senator representative mp
lawsuit suit sue litigation
lead head run direct chair
leak disclose
leave depart quit resign resignation step
let allow permit permission
lie false untrue falsehood
live reside resident
location place site where venue
love like admire
many numerous
marry wedding marriage
match game
meet meeting talk summit
military army troops soldier forces
minority ethnic
money dollar million billion
month monthly
moderate moderator host
movement campaign
murder kill homicide slay
name call title
nearly almost about
need require necessary
new recent
news media press newspaper
object oppose opposition against
offer propose proposal
officer police cop
official authority
oil petroleum
old age
opponent critic against
order command
own owner operate run
painting picture art
partner ally alliance
party side
people person population resident inhabitant citizen
percent percentage share proportion portion rate
permit license
persuade convince
plan intend propose scheme
police cop law
policy stance position
poll survey
poor poverty needy
popular liked
possible may could
power electricity energy
practice rehearse
praise applaud hail compliment
predict forecast
pregnant pregnancy
prepare preparation
president presidential
previous former earlier past
prison jail
prize award
probe inquiry
promise pledge vow commit
proof evidence
proposal plan suggest
protester demonstrator protest demonstration rally march
prove show demonstrate
provide supply give
pupil student
question ask interview
quit resign leave step
race racial
rate rating
read recite
reason cause motive
receive get got
recession downturn
recommend advise suggest advice
refuse decline reject
region area
relative family
release free publish
religion faith religious
remove strip delete purge
repair fix mend
repeal abolish scrap
replace substitute successor succeed
report study research finding
rescue save
research study survey analysis
result outcome
return back
reveal show
rich wealthy billionaire millionaire
rival opponent
road street highway
rule regulation standard
safe safety secure security
say tell state comment remark statement
scandal controversy
school education
scientist researcher expert
sell sale
send dispatch
sentence convict conviction
serve service
shoot shot shooting gunfire
show program broadcast television tv
sick ill
sign indication
size big large many
small little tiny
soldier troop
speak speech talk address remark
spend spending
split divide division
sport team
statement comment remark
steal theft stolen rob
stop halt end
story article report
strong tough
student pupil
suggest recommend propose
support back help
surprise shock stun
surgery operation
tax levy
teacher educator
team club
tell say inform
terrorist terrorism extremist militant
test exam
top lead highest biggest leading
trade commerce export import
trip travel visit journey tour
try attempt effort seek
understand grasp
union labor
use utilize
vehicle car truck van suv bus
vice deputy
victim casualty
victory win winner triumph
video footage recording tape
violate breach break
violence riot unrest
vote ballot voter election
wait delay
want wish seek desire
warn caution warning alert
water sea ocean
weather climate
website site online internet web
woman female
worker employee staff
world global international
year annual yearly
young youth teen teenager`;

/** The lines above, each as its words. */
export const SYNONYM_GROUPS: readonly (readonly string[])[] = GROUPS.trim()
  .split('\n')
  .map((line) => line.split(' '));
