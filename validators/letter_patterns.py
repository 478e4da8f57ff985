"""Which three letters follow each other in Danish words, so that what never does can be told.

Gathered by `scripts/letter_patterns.py` from the 615,000 forms a Danish spelling dictionary gives
and from the texts of this service, Danish and English. Of words held out of it one in 3,600 had
a pattern that the others lacked, most of those Latin or English.
"""

import base64
import zlib
from collections.abc import Iterator
from functools import lru_cache

_LETTERS = {letter: at for at, letter in enumerate("#abcdefghijklmnopqrstuvwxyzæøå")}
_EDGE = "#"
_VOWELS = frozenset("aeiouyæøå")
_SHORTEST_PART = 3


def patterns_of(word: str) -> Iterator[str]:
    """Each three letters of a word in a row, its edges counting as one."""
    edged = f"{_EDGE}{word}{_EDGE}"
    return (edged[at : at + 3] for at in range(len(edged) - 2))


def number_of(pattern: str) -> int:
    """The place of a pattern in the table; raises KeyError for letters that are not Danish."""
    first, second, third = (_LETTERS[each] for each in pattern)
    return (first * len(_LETTERS) + second) * len(_LETTERS) + third


@lru_cache(maxsize=16_384)
def may_be_danish(word: str) -> bool:
    """Whether a word in small letters can be Danish: one word, or two put together.

    One written with `aa`, `ae` and `oe` is looked at as the word it is meant to be.
    """
    spelt = word.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
    return _is_one(word) or _is_one(spelt) or _is_two(word)


def _is_one(word: str) -> bool:
    """Whether every three letters stand so in some Danish word."""
    places = map(number_of, patterns_of(word))
    return all(_SEEN[at // 8] >> at % 8 & 1 for at in places)


def _is_two(word: str) -> bool:
    """Whether it parts into two that each could stand alone; short ones are no such words."""
    parts = ((word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1))
    return any(
        _has_vowel(one) and _has_vowel(two) and _is_one(one) and _is_one(two) for one, two in parts
    )


def _has_vowel(word: str) -> bool:
    return not _VOWELS.isdisjoint(word)


_TABLE = """
c-oa#4^R}>8GpNXc#A=2Q3Op?_I6Lf1oaLPTYJDIvCUz1B(|xxMNW^_)W(buL?#a0t{as_bg+=|Uniw=%p6QIjaH{IrP
aF_Gd-b3YyU(M+!kz+VscT$)jRH9zqfmi&UD&NcVOV{zW2WO`+mRg_dSGA2xHap#+tyTPfx#jO4}X{V%6$hbE>8P@U6S
S+Gt&3oh?W4|N6$*XyDv}?&A&nil4pi$5_kSsWo&X#Mtv^zZbzc^6uf=K`dr3_I^L`URo<He2tO!*U#qo)Mv{!*HGgPt
6Z<oH6eHo4%ML&{M#GR4_dy&>hW#&F@<qMAI9y)Z}fH~M#br4xFL+i_5@aOJfg)g#-8SiESTIm2}ua!I5xgQ*qSU@8&x
t*_Q2HK{*n8PAUh^;EDdqY$aq{Z+2Jka54dH9mu)>*#EW@1or+jVkTzb1%`G$|rLK@&g3Lt~&Yj60K@;$rKd5hE=iLNv
?{J&XjeYB^G?FBS1c20u*%pMjw>LYeKfF?o%$XMQ`d&;+6%eC@ZA~na=n1Tq(kyZ#8zOk)quR@WA`}yk+j)jhL$r&RVJ
jb|Xg6#tAztQQP*6sp(92Im$J0#)5*B`)gLP(}3}(V1zMjMfYZK}(y`}!<v}sIbn=^_<PYDbUtUq-tfA1z3s)fAbKj3Z
~5#(F|s1);zAICJ0aLAUg17rxm7|CSNm(2-`ypJ(<KI6**iqW6`Sxx<_zTCAsbGi;NqM1tY!e~#Rr3w(e8XGr_C5oakv
AuXO9MHz<(lsFT%(5VGbR0*thrm|?`#dLV20Bd!g9(g-AiRh+R5t_18lnSLEqBiTG$;PKK)rVC2j+R~bhh^sGy6ii0Z{
c=`BMKbNCZ!tuVPUw8XI_bO8HMV^1HbQC8EbhGcx0zzR6%vSp<oVf1%CcTl1JC!1jsXZGpJ!7kMmJo{>mSDbU8oLY=ak
z8dOad4?;MNg>02JnrES6?BKuF8iXeKaRCg{*bLtnb%yr<6<WudY+e%q!b)Y6kqFXVdPsl*g*2kc`wKWAUOu84ghwl7s
gY0+1!=ns{dRqMYPkDnO)X<-rWDvcFK@w(8{@K8qtXQdB!=AD9bU(42Or3`3MNL0>C{k+La?SVI_BRKCjSF8Wx`3YDkp
f-|sq)Du;^x_PQsF<K2>iWCAc0^jS!}n?qyN-^Fr7u_PXv7}aLv^f{xdubq??R9LL?t}_}JgC$-j;Q4qHqGjePlq4`X4
Dd&QL6{`oJ3G)hg)kV?86;nymmOxHyGudn1V76PM`o7z7fdqGOkvN3lDY+ezAP*4_LHLseNJF7JAd;<A=SkqUgE;r)@H
Gsg!a2nhHz}dF@=+s&);R5z;{ylX*ROHDtJ979;w?j>?!IQ_pIYMxAaK;W~A35s;r_wNVa6zL($C=KCpGKLK0`x?}*M|
UaH-@Z!Zj=fw-4}!2<Y77zE1tK%(>bQki<pU?QP*j$`ecyx;aA;tU3dYjw(?G|GBENhy0IQH&jf7yQk6t+^mGA_nmvy`
3tFyLTg)s%Hr>c!p#$QbcwxhLQvy%U<$F=hKgCFb<iFVR79ZtTr|yoqccy56v>D|9y>$*RKvWRAiZTfVgPMmAq&Vx63|
%C6TE3>J4X9Nl9G<4B`mhKuhSLQZS1YdyCr-0COSjYBf;yghY!Iy#Y<DWd+&R1po<Ix4kuHBy*uerloAn#T3ZoCd2EXF
O>RQw%&Cc^^2eLuI`8@0fJpFhCux=Ox9rW;1Rt|2yM1p(k66(coa;ASOJhC(`Fihn*zY>ukdMHf258Yp9^hbw%#W04UM
M&#^|Som+pg6Y<s9t7)%EH+KauH0(h_*2|c-?xUc;_sj`R$JL8J86(n^@lfenXpr)RVM;d16EoQ?rC-`ff{Xg76;7^4L
V?TaEq8`-&Ci70(T2!gG2{i|XP3v2435T{v#e`miio1=NOrOH-(_J*8<>Z{qqjd(uWH=IOSr`>7EGGy+WSESvF2@Wm8v
1b!+VkyIp$1~AB&rMj=O+#QACJPw|9cWJh#lSw9W8ldj4n~A=fR5|<jjK3AkLu~KhQl=vo{y=983gtXYf>F=W@N#?<a&
lG#LD>x^UpFX5y|iX%jgPo}pkZrPXif5yfmm;Y0*affmz!Yhja}Ur*S_P=np!f+nAKqZ5y6OND**aGcZv<8NmCx^jY|=
%~4P@{vTZ!!gK0T>A=0^uw?&QD$Pe&Pq!x`o-KVXh4=f8zo63>PYrMey<H~6xis4t+$p0>H(lw0!7!dzHLh->4P?-4`K
}qZFxH-0O-|+qr&NUA}D&621p-l1qRtrP|ULXkJ_$|*1}Du-1XXbjIM#lpAvEWLC^dHx{F4%?^a%M_5q^8!Il2u-r961
y6}TyU7~OrNL|s+_VRC?2&#>SL>q`iv8E2cC|Oa*mAtEvPJ7|X6vcpVwq?M)-DdWYL{(@prT#{ShkMRes9(IuyP8O}i{
A|<<MX5gg9qHFwrIy2K%$B-c)b%E{T%*^jngHnbPy*TYAcHR%1s>KBh$${Qqg3+vzHB4Q%eid(7X)22G4&{JCl~VG9uL
Z5}I&Vlluwz;dq9-Jyc8ncabyCKL`S+xs?1lW$A^_!JS6m7A`g}1|rkY%g|Et#*LCT3bNt;O`<Mbkww8qO=$++`ExB`^
@t%MBrYWS=91SO!y=BJ=~rxIGkW7lEhV&?lbfQ{jV?x@Z7iB;g0Ir<r1-^ti{AO*>=};(-u%3Fx~A423m5DGAvIpQJdP
?`ozMu{3wS2*60+)X;bH@|aQdAltqZHpkzj@DI6crv_R?ac@3;HzsvS7Alog{zT`t71JcCl<D^03$ngvNNgFis@n~G)R
0!Qiw{)T4w+DUTA8x8?LoNdfINWlezR$v|^X(Fag;iu^UIq<A5^9opNc1@mYvciPqUDRcpN>`ojTcA76<L7PJK`r~t*$
svB<?#W_3a%PeuALLcp7wmcG+-hCA#PmE-hmHW4k#L@U9WdpE081qsBS4B(aR5g+4t|N^H7LG%WCRp{&$zLPfM@zUNX_
(Uyz*dWn^0HB^QMLh_*{OiKZczt_rGqe*dFW7c~6lgKHIyJ0b1#M+KB{Wu6_DlR8pGZHsWuNw3I&zOObu+Sy1`(lpKJ5
ztBs34d`eXUr5#&UxPTG6IviawOxa<<JLBFo`2qHQP}ixLFe;|Mk?duRe{wk<LM*Cy9eYUTyOIY)AgZw~&h>ie;XJBk4
xXzF=H8{sm0EIyL
"""
_SEEN = zlib.decompress(base64.b85decode("".join(_TABLE.split())))
