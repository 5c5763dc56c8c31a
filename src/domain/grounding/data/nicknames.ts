/** Given names with their short forms, and states with their abbreviations in datelines, one group a line. Lower case. */
export const NAME_FORMS: readonly string[] = `
james jim jimmy
william bill billy will
robert bob bobby rob
richard dick rick
john jack johnny
michael mike
elizabeth liz beth betsy
margaret peggy maggie meg
edward ed ted eddie
thomas tom tommy
charles charlie chuck
joseph joe
katherine catherine kate kathy cathy
lawrence larry
anthony tony
andrew andy drew
alabama ala. ala
arizona ariz. ariz
arkansas ark. ark
california calif. calif
colorado colo. colo
connecticut conn. conn
delaware del. del
florida fla. fla
georgia ga. ga
illinois ill. ill
indiana ind. ind
kansas kan. kan
kentucky ky. ky
louisiana la. la
maryland md. md
massachusetts mass. mass
michigan mich. mich
minnesota minn. minn
mississippi miss. miss
missouri mo. mo
montana mont. mont
nebraska neb. neb
nevada nev. nev
oklahoma okla. okla
oregon ore. ore
pennsylvania pa. pa
tennessee tenn. tenn
texas tex. tex
vermont vt. vt
virginia va. va
washington wash. wash
wisconsin wis. wis
wyoming wyo. wyo
`
  .trim()
  .split('\n');
