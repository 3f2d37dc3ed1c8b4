"""Draw every specimen as a plain SVG file. Units are millimetres."""
from math import cos, sin, pi, radians, hypot, atan2
from functools import lru_cache
import uharfbuzz as hb
from handbook.config import package_folder
INK='#20282C'; PAPER='#F8F3E8'; CARD='#FFFDF8'; SAND='#EBE1CC'; STONE='#6E665A'; GREY='#CFC6B4'; METAL='#DDD5C5'
JADE='#0F5653'; JMID='#7FB0A2'; JTINT='#D5E4DC'; VERM='#BE3A1A'; VTINT='#F5D8C9'; OCHRE='#D89A2B'; OTINT='#F3DFB4'
W1,W2,W3,W4=.5,.3,.22,.15      # contour, edge, detail, hatch
f=lambda v:('%.2f'%v).rstrip('0').rstrip('.') if abs(v)>.004 else '0'

# Font family and weight of lettering -> Python package, file, face of a collection, axis values.
FONTS={
 ('text',400):('fontpkg_source_sans_3','files/SourceSans3[wght].ttf',0,{'wght':400}),
 ('text',600):('fontpkg_source_sans_3','files/SourceSans3[wght].ttf',0,{'wght':600}),
 ('text',700):('fontpkg_source_sans_3','files/SourceSans3[wght].ttf',0,{'wght':700}),
 ('display',400):('fontpkg_source_serif_4','files/SourceSerif4[opsz,wght].ttf',0,{'wght':400,'opsz':60}),
 ('display',600):('fontpkg_source_serif_4','files/SourceSerif4[opsz,wght].ttf',0,{'wght':600,'opsz':60}),
 ('han',400):('manimgx_fonts_cjk','NotoSansCJK-VF.otf.ttc',2,{'wght':400}),
 ('han',600):('manimgx_fonts_cjk','NotoSansCJK-VF.otf.ttc',2,{'wght':600}),
}
@lru_cache
def font(name):
    package,file,face,axes=FONTS[name]
    F=hb.Font(hb.Face(hb.Blob.from_file_path(str(package_folder(package)/file)),face)); F.set_variations(axes); return F
@lru_cache
def outline(t,name):
    """Path commands in thousandths of an em, and the width."""
    F=font(name); u=1000/F.face.upem; buf=hb.Buffer(); buf.add_str(t); buf.guess_segment_properties(); hb.shape(F,buf); out=[]; x=0
    D=hb.DrawFuncs(); P=lambda *v:[((v[i]+x)*u,v[i+1]*u) for i in range(0,len(v),2)]
    D.set_move_to_func(lambda X,Y,_:out.append(('M',P(X,Y)))); D.set_line_to_func(lambda X,Y,_:out.append(('L',P(X,Y))))
    D.set_quadratic_to_func(lambda a,b,X,Y,_:out.append(('Q',P(a,b,X,Y)))); D.set_cubic_to_func(lambda a,b,c,d,X,Y,_:out.append(('C',P(a,b,c,d,X,Y)))); D.set_close_path_func(lambda _:out.append(('Z',[])))
    for i,p in zip(buf.glyph_infos,buf.glyph_positions): F.draw_glyph(i.codepoint,D,None); x+=p.x_advance
    return out,x*u

class Svg:
    def __init__(s,w,h,title): s.w,s.h,s.t,s.o=w,h,title,[]
    def raw(s,x): s.o.append(x)
    def path(s,d,fill='none',stroke=INK,w=W2,dash=None,extra=''):
        if not isinstance(d,str): d=poly(d)
        st=f' stroke="{stroke}" stroke-width="{f(w)}"' if stroke else ''
        da=f' stroke-dasharray="{dash}"' if dash else ''
        s.o.append(f'<path d="{d}" fill="{fill}"{st}{da}{extra}/>')
    def line(s,*pts,stroke=INK,w=W2,dash=None): s.path(poly(pts,False),stroke=stroke,w=w,dash=dash)
    def circ(s,x,y,r,fill='none',stroke=INK,w=W2,dash=None): s.ell(x,y,r,r,fill,stroke,w,dash)
    def ell(s,x,y,rx,ry,fill='none',stroke=INK,w=W2,dash=None):
        st=f' stroke="{stroke}" stroke-width="{f(w)}"' if stroke else ''
        da=f' stroke-dasharray="{dash}"' if dash else ''
        s.o.append(f'<ellipse cx="{f(x)}" cy="{f(y)}" rx="{f(rx)}" ry="{f(ry)}" fill="{fill}"{st}{da}/>')
    def text(s,x,y,t,size,fill=INK,m=None,weight=400,anchor='start',fam='text'):
        """Lettering on the object, as outlines: it belongs to the drawing, not to the text."""
        d,adv=outline(t,(fam,weight)); k=size/1000; x0={'start':0,'middle':-adv/2,'end':-adv}[anchor]
        a,b,c,e=m or (1,0,0,1); T=lambda u,v:f"{f(x+a*k*(u+x0)-c*k*v)} {f(y+b*k*(u+x0)-e*k*v)}"
        s.o.append('<path fill="%s" d="%s"/>'%(fill,''.join(c_+' '.join(T(u,v) for u,v in p) for c_,p in d)))
    def hatch(s,shape,ang=45,gap=.8,w=W4,stroke=INK,trim=0):
        s.path(' '.join(f'M{f(a[0])} {f(a[1])}L{f(b[0])} {f(b[1])}' for a,b in hatch(flat(shape),ang,gap,trim)),stroke=stroke,w=w)
    def call(s,n,x,y,tx,ty,r=2.5):
        """Leader from the target (tx,ty) to the numbered disc (x,y): 45 degrees, then straight."""
        dx,dy=x-tx,y-ty; k=min(abs(dx),abs(dy)); sx=1 if dx>0 else -1; sy=1 if dy>0 else -1
        s.line((tx,ty),(tx+sx*k,ty+sy*k),(x,y),w=W2,stroke=JADE); s.circ(tx,ty,.65,JADE,CARD,.25)
        s.circ(x,y,r,JADE,None); s.text(x,y+.98,str(n),2.75,CARD,weight=700,anchor='middle')
    def scale_bar(s,length,cm,right=None,bottom=None):
        """A field guide's scale bar of ``length`` mm in the drawing that stands for ``cm`` of the object; the page prints its label."""
        x=s.w-6 if right is None else right; y=s.h-3 if bottom is None else bottom
        s.bar=(cm,x-length,x,y); s.line((x-length,y-1),(x-length,y),(x,y),(x,y-1),w=.3,stroke=STONE)
    def text_of(s): return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {f(s.w)} {f(s.h)}" width="{f(s.w)}mm" height="{f(s.h)}mm" stroke-linecap="round" stroke-linejoin="round"><title>{s.t}</title>\n'+'\n'.join(s.o)+'\n</svg>\n'

def poly(p,close=True): return 'M'+'L'.join(f'{f(x)} {f(y)}' for x,y in p)+('Z' if close else '')
def flat(d,n=14):
    """Points of a path (M L H V C Q Z, absolute) or of a list."""
    if not isinstance(d,str): return list(d)
    import re
    tk=re.findall(r'[MLHVCQZ]|-?\d*\.?\d+',d); out=[]; i=0; c=None
    while i<len(tk):
        if tk[i].isalpha(): c=tk[i]; i+=1
        if c=='Z': continue
        k={'M':2,'L':2,'H':1,'V':1,'C':6,'Q':4}[c]; v=[float(t) for t in tk[i:i+k]]; i+=k
        p=out[-1] if out else None
        if c in'ML': out.append(tuple(v))
        elif c=='H': out.append((v[0],p[1]))
        elif c=='V': out.append((p[0],v[0]))
        else:
            P=[p]+[(v[j],v[j+1]) for j in range(0,k,2)]
            for t in range(1,n+1):
                t/=n; q=P
                while len(q)>1: q=[((1-t)*a[0]+t*b[0],(1-t)*a[1]+t*b[1]) for a,b in zip(q,q[1:])]
                out.append(q[0])
    return out
def hatch(p,ang,gap,trim=0):
    a=radians(ang); c,s=cos(a),sin(a); q=[(x*c+y*s,-x*s+y*c) for x,y in p]
    y=min(v for _,v in q)+gap/2; top=max(v for _,v in q); out=[]
    while y<top:
        xs=sorted(x1+(y-y1)*(x2-x1)/(y2-y1) for (x1,y1),(x2,y2) in zip(q,q[1:]+q[:1]) if (y1<=y)!=(y2<=y))
        for x1,x2 in zip(xs[::2],xs[1::2]):
            x1+=trim;x2-=trim
            if x2-x1>.25: out.append(((x1*c-y*s,x1*s+y*c),(x2*c-y*s,x2*s+y*c)))
        y+=gap
    return out
def arc(cx,cy,rx,ry,a0,a1,n=24): return [(cx+rx*cos(radians(a0+(a1-a0)*i/n)),cy+ry*sin(radians(a0+(a1-a0)*i/n))) for i in range(n+1)]
def rrect(x,y,w,h,r,n=7):
    out=[]
    for cx,cy,a in((x+w-r,y+r,-90),(x+w-r,y+h-r,0),(x+r,y+h-r,90),(x+r,y+r,180)): out+=arc(cx,cy,r,r,a,a+90,n)
    return out
def rot(p,a,cx=0,cy=0): a=radians(a);return [(cx+(x-cx)*cos(a)-(y-cy)*sin(a),cy+(x-cx)*sin(a)+(y-cy)*cos(a)) for x,y in p]
def hull(p):
    p=sorted(set((round(x,3),round(y,3)) for x,y in p)); cr=lambda o,a,b:(a[0]-o[0])*(b[1]-o[1])-(a[1]-o[1])*(b[0]-o[0])
    def half(q):
        h=[]
        for v in q:
            while len(h)>1 and cr(h[-2],h[-1],v)<=0:h.pop()
            h.append(v)
        return h[:-1]
    return half(p)+half(p[::-1])

class Axo:
    """Orthographic view from the front right, above."""
    def __init__(s,ox,oy,k=1,az=40,el=24): s.ox,s.oy,s.k=ox,oy,k; a,e=radians(az),radians(el); s.ca,s.sa,s.ce,s.se=cos(a),sin(a),cos(e),sin(e)
    def __call__(s,x,y,z): return (s.ox+s.k*(x*s.ca-y*s.sa), s.oy+s.k*((x*s.sa+y*s.ca)*s.se-z*s.ce))
    def m(s,face):
        k=s.k
        return {'front':(k*s.ca,k*s.sa*s.se,0,k*s.ce),'side':(k*s.sa,-k*s.ca*s.se,0,k*s.ce),'top':(k*s.ca,k*s.sa*s.se,-k*s.sa,k*s.ca*s.se)}[face]
    def on(s,face,x,y,z,pts):
        """Points (u,v) drawn on a face, v downwards, from the corner x,y,z."""
        a,b,c,d=s.m(face); X,Y=s(x,y,z); return [(X+a*u+c*v,Y+b*u+d*v) for u,v in pts]
    def prism(s,g,axis,prof,d0,d1,front=CARD,left=CARD,right=SAND,w=W1,hgap=.9,h=True):
        """Extrude a profile; light from the upper left; the right side is hatched."""
        P=(lambda u,v,d:s(u,d,v)) if axis=='y' else (lambda u,v,d:s(u,v,d))
        near=[P(u,v,d1) for u,v in prof]; far=[P(u,v,d0) for u,v in prof]
        g.path(hull(near+far),left,None)
        n=len(prof); L=[];Rr=[]
        for i in range(n):
            (u,v),(u2,v2)=prof[i],prof[(i+1)%n]; nx,nv=(v2-v),-(u2-u)
            A=sum(a[0]*b[1]-b[0]*a[1] for a,b in zip(prof,prof[1:]+prof[:1]))
            if A<0: nx,nv=-nx,-nv
            vis=nx*s.sa*s.ce+nv*(s.se if axis=='y' else s.ca*s.ce)
            if vis>0 and nx>nv: Rr.append(i)
        if Rr:
            # contiguous run
            st=next(i for i in Rr if (i-1)%n not in Rr); run=[st]
            while (run[-1]+1)%n in Rr and len(run)<len(Rr): run.append((run[-1]+1)%n)
            idx=run+[(run[-1]+1)%n]
            face=[near[i] for i in idx]+[far[i] for i in idx[::-1]]
            g.path(face,right,None)
            if h: g.hatch(face,-58,hgap,stroke=STONE)
        g.path(near,front,INK,W2); g.path(hull(near+far),'none',INK,w)
        return near,far

class Lens(Svg):
    """A round detail, 28 mm: solid jade rim = genuine, broken vermilion rim = fake. The same crop, angle and scale on both."""
    R=13.2
    def __init__(s,title,fake):
        super().__init__(28,28,title); s.fake=fake
        s.raw('<defs><clipPath id="c"><circle cx="14" cy="14" r="13.2"/></clipPath></defs>'); s.circ(14,14,s.R,CARD,None); s.raw('<g clip-path="url(#c)">')
    def wave(s,x,y,l):
        """A wavy underline in vermilion, as an editor marks a slip."""
        s.line(*[(x+k*.8,y+(.25 if k%2 else -.25)) for k in range(int(l/.8)+1)],w=.32,stroke=VERM)
    def done(s):
        s.raw('</g>'); s.circ(14,14,s.R,'none',VERM if s.fake else JADE,.7,'1.9 1.3' if s.fake else None); return s
