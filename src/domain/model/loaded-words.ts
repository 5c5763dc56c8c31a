/**
 * Words (in lower case) that judge instead of tell: a summary uses one only where the cited text does. Add a word that
 * a neutral report would leave to those it quotes; do not add words for what can be seen or counted.
 */
export const LOADED_WORDS: ReadonlySet<string> = new Set(
  `absurd admirable alarming amazing appalling arrogant astonishing atrocious awful bigoted blatant bogus botched brave
  brazen breathtaking brilliant callous catastrophic cheat cheated clown clueless contemptible corrupt courageous
  coward cowardly crazy crooked cruel cynical deceitful deplorable despicable devastating devious dirty disastrous
  disgrace disgraceful disgusting dishonest dismal dubious egregious embarrassing evil extraordinary fabulous
  fantastic farce farcical fiasco foolish fortunately fraudulent futile ghastly glorious gross heroic hideous
  honourable honorable hopeless horrendous horrible horrific horrifying humiliating hypocrisy hypocrite hypocritical
  idiot idiotic ignorant immoral impressive incompetent incompetence incredible incredibly indefensible inept
  inexcusable infamous inspiring insane liar lied lies ludicrous magnificent malicious marvellous marvelous massive
  miserable monstrous naive nasty nonsense notorious obscene obviously outrageous outstanding pathetic pointless
  preposterous propaganda reckless remarkable remarkably ridiculous rightly rogue ruthless sadly
  scandalous senseless shady shameful shameless shamelessly shocking shockingly sinister sleazy spectacular splendid
  staggering stunning stupid superb surprisingly suspicious tragic tragically terrible terrific thug treacherous
  tyrant unacceptable unbelievable undeniably unfair unforgivable unfortunately unprecedented useless vicious vile
  villain waste wasted wasteful whopping wicked wisely wonderful worthless wrongly`.split(/\s+/),
);
