/** Given names of men and of women that are common in English-language news, in lower case. Names given to both stay out. */

const names = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

export const MEN = names(`
aaron abdul abraham adam adrian ahmed alan albert alberto alejandro alexander alfred ali allen alvin andre andreas andrew andrés angus anthony
antonin antonio antony armando arnold arthur asa austin barack barry bashar ben benjamin bernard bernie bill billy bob bobby boris brad bradley brandon
brendan brent brett brian bruce bryan byron calvin carl carlos cecil cesar chad charles charlie chester  christopher chuck clarence clark claude
clay cliff clint clyde cody colin cory craig curt curtis cyrus dale dan daniel danny darrell darren dave david dean denis dennis derek devin
dick diego dirk dmitri dmitry don donald doug douglas duncan dustin dwight earl ed eddie edgar edmund eduardo edward edwin eli elijah emmanuel
enrique eric erik ernest ernie ethan eugene evan felix fernando  francisco françois frank frankie franklin fred frederick gabriel garrett gary gavin
gene geoff geoffrey george gerald gerard gianni gilbert giovanni glenn gordon graham grant greg gregory grover guillermo gustavo guy hamid hank hans harold harry
harvey hassan hector henrik henry herbert herman howard hubert hugh hugo ian ibrahim ignacio igor imran isaac ivan jack jacob jacques jaime
jake jamal james jared jason javier jay jeb jeff jefferson jeffrey jeremy jerome jerrold jerry  jim jimmy joaquin joe joel joey johan
john johnny jon jonathan jonas jonah jorge jose josé joseph josh joshua juan julian julio julius justin karl keith ken kenneth kevin khizr kirk kyle
lance larry lars laurence lawrence  len leo leon leonard leonardo leonid leroy lewis lincoln lindsey lionel lloyd lou louis luca lucas luis luke lyndon
malcolm manuel marc marcel marco marcus mario mark marshall martin marvin mateo matt matthew mauricio maurice max maxim michael mick miguel mike mikhail
milton mitch mitchell mitt mohamed mohammad mohammed muhammad murray mustafa nate nathan nathaniel neal ned neil nelson newt nicholas nick nicolas nigel noah
noam norman oleg oliver omar oscar osama otto owen pablo paolo patrick paul pedro percy pete peter phil philip phillip pierre preston quentin rafael
ralph ramon rand randall randy raul ray raymond recep reggie reince rené rex ricardo richard rick rob robby robert roberto rodney rodrigo roger roland
roman ron ronald ross roy ruben rudolph rudy rupert russ russell ryan salman salvador  samuel santiago saul scott sean sebastian sepp serge sergei sergey
sergio seth shane shaun sheldon sid  silvio simon stan stanley stefan stephen stephan steve steven stuart sylvester tad ted terrence  theodore thomas
thad tim timothy tobias todd tom tommy tony travis trent trevor trey tyler ulysses uri vance vernon victor vince vincent viktor virgil vladimir vlad wallace
walt walter warren wayne wendell wesley wilbur will willard william willie winston wolfgang woodrow xavier yasser yuri zachary zack abe  alec alexei
amir anatoly andrey anders arne arnaud aziz benito bilal bjorn boutros caleb  carter conrad cornell damian damon dariusz demetrius desmond dominic donovan
elliot elliott elton emilio enoch ezra farouk garry gerry giorgio hakeem hal hamza heinrich helmut hillel horace hussein irving isaiah ismail jairo jamil jean-claude
jens jérôme karim kareem keenan kofi kurt lamar levi liam logan lorenzo luciano luigi lyle magnus mahmoud mason merrick mel moises monty moshe narendra nikolai nils
odell olaf olivier orlando orrin patricio philippe pranab ramzi rashid reuben rishi rolf rodolfo roosevelt rubén rufus samir sanjay shinzo silas solomon
sven tariq tayyip thabo thierry tomas tomás tristan vaughn vikram waleed yitzhak yousef youssef zalmay`);

export const WOMEN = names(`
abby abigail ada adela adele adriana agnes aisha alexandra alexandria alexis alice alicia alison allison alma alyssa amanda amber amelia amina amy ana anastasia  angela
angelica angelina anita ann anna anne annette annie antonia april ariana arlene  astrid audrey barbara beatrice becky belinda bernadette bernice
beth bethany betsy betty beverly bonnie brenda brianna bridget brittany brooke camilla camille candace carla carly  carol carole caroline carolyn
carrie cassandra catherine cathy cecile cecilia celeste charlotte chelsea cheri cheryl chloe christiane christina christine cindy claire clara claudia clementine cokie
colleen connie constance courtney crystal cristina cynthia daisy daniela danielle daphne darlene dawn debbie deborah debra deirdre delia della denise
diana diane dianne dilma dolores donna dora doris dorothy edith eileen elaine eleanor elena elisa elise eliza elizabeth ella ellen elsa emily emma
erica erika erin esther ethel eva evelyn faith fatima fatemeh felicia fiona flora florence frances francesca gabriela gabrielle gail gayle gennifer georgia
geraldine gertrude gina ginger gisele gladys glenda gloria grace greta gretchen guadalupe gwen gwendolyn hannah harriet hazel heather heidi helen helena henrietta
hilary hillary holly hope huma ida ilana ines ingrid irene iris irma isabel isabella ivanka ivy jackie jacqueline jamila jane janet janice
janine jasmine  jeanne jeannette jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn jody josephine joy joyce juanita judith judy julia juliana
julie juliet june kaitlyn karen karin karla kate katherine kathleen kathryn kathy katie katrina kay kayla kellie kellyanne kelsey kendra kerri kirsten kirstjen
krista kristen kristin kristina laura lauren laurie leah lena leticia lila lillian lily linda lisa liz liza lois lola lorena loretta lori lorraine lorretta
louise lucia lucille lucinda lucy lydia lynette mabel madeleine madeline maggie malala malia mandy marcia marcy margaret margarita margot maria mariah marian marianne
marie marilyn marina marine marissa marjorie marlene marsha martha mary maryann matilda maureen mavis maxine maya megan meghan melania melanie melinda melissa mercedes
meredith michele michelle mildred mindy miranda miriam molly mona monica muriel myra nadia nadine nancy naomi natalia natalie natasha nellie nicole nikki nina noelle
nora norma octavia olga olivia ophelia pam pamela patricia patsy patti patty paula paulina pauline pearl peggy penelope penny phoebe phyllis priscilla rachel
ramona raquel rebecca regina renee rhonda rita roberta rochelle rosa rosalind rosalynn rose rosemary rosie roxanne ruth sabrina sadie sally samantha sandra sara
sarah savannah selena serena sharon shawna sheila shelley sherry sheryl shirley silvia simone sofia sonia sonja sophia sophie stella stephanie
sue susan susana susanna susannah susie suzanne sylvia tabitha tamara tami tammy tanya tara teresa teri tess theresa tiffany tina toni tonya tracey tricia trisha
trudy uma ursula valentina valeria valerie vanessa vera veronica vicki victoria viola violet virginia vivian wanda wendy wilma winifred yolanda yvette yvonne zainab zoe zoë`);
