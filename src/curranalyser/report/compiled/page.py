from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'page.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_view = resolve('view')
    l_0_mark = resolve('mark')
    l_0_policy = resolve('policy')
    l_0_style = resolve('style')
    l_0__ = resolve('_')
    l_0_script = resolve('script')
    try:
        t_1 = environment.filters['safe']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'safe' found.")
    pass
    yield '<!DOCTYPE html>\n<html lang="'
    yield escape(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'lang'))
    yield '">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
    yield escape(t_1((undefined(name='mark') if l_0_mark is missing else l_0_mark)))
    yield '\n<meta http-equiv="Content-Security-Policy" content="'
    yield escape((undefined(name='policy') if l_0_policy is missing else l_0_policy))
    yield '">\n<title>'
    yield from context.blocks['title'][0](context)
    yield '</title>\n<style>'
    yield escape(t_1((undefined(name='style') if l_0_style is missing else l_0_style)))
    yield '</style>\n</head>\n<body>\n<a class="skip" href="#main">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Skip to the report'))
    yield '</a>\n<header class="page-head">\n<h1>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Perspectives in the learning outcomes'))
    yield '</h1>\n<p>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'A report on course and programme syllabi, as material for discussion'))
    yield '</p>\n</header>\n<div class="frame">\n<nav aria-label="'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Contents'))
    yield '" class="contents">\n'
    yield from context.blocks['contents'][0](context)
    yield '</nav>\n<main id="main" tabindex="-1">\n\n'
    yield from context.blocks['main'][0](context)
    yield '</main>\n</div>\n<script>'
    yield escape(t_1((undefined(name='script') if l_0_script is missing else l_0_script)))
    yield '</script>\n</body>\n</html>'

def block_title(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0__ = resolve('_')
    pass
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Perspectives in the learning outcomes', _block_vars=_block_vars))

def block_contents(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_main(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

blocks = {'title': block_title, 'contents': block_contents, 'main': block_main}
debug_info = '2=24&8=26&9=28&10=30&11=32&14=34&16=36&17=38&20=40&21=42&25=44&28=46&10=49&21=60&25=69'
