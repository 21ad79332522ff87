from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'course.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_course = resolve('course')
    l_0_attribute = resolve('attribute')
    l_0__ = resolve('_')
    l_0_outcome_table = resolve('outcome_table')
    try:
        t_1 = environment.filters['join']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'join' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_3 = environment.filters['map']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'map' found.")
    try:
        t_4 = environment.filters['number']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'number' found.")
    pass
    yield '<article class="course" id="'
    yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'anchor'))
    yield '" aria-labelledby="'
    yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'anchor'))
    yield '-h" data-n="'
    yield escape((environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'code') or environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'title')))
    yield '"'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'programmes'):
        pass
        yield ' data-p="'
        yield escape(t_1(context.eval_ctx, t_3(context, environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'programmes'), 'first'), ' '))
        yield '"'
    yield '>\n<h3 id="'
    yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'anchor'))
    yield '-h">'
    yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'code'))
    yield ' <span'
    yield escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'language')))
    yield '>'
    yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'title'))
    yield '</span>'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'credits_text'):
        pass
        yield ' <span class="credits">'
        yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'credits_text'))
        yield '</span>'
    yield '</h3>\n<dl class="facts">\n'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'programmes'):
        pass
        yield '<div><dt>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Programme'))
        yield '</dt><dd>'
        l_1_loop = missing
        for (l_1_anchor, l_1_name), l_1_loop in LoopContext(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'programmes'), undefined):
            l_1_at = resolve('at')
            _loop_vars = {}
            pass
            yield '<a href="'
            yield escape(context.call((undefined(name='at') if l_1_at is missing else l_1_at), l_1_anchor, _loop_vars=_loop_vars))
            yield '#'
            yield escape(l_1_anchor)
            yield '">'
            yield escape(l_1_name)
            yield '</a>'
            yield escape((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 5 in 'course.html.j2' evaluated to false and no else section was defined.")))
        l_1_loop = l_1_anchor = l_1_name = l_1_at = missing
        yield '</dd></div>\n'
    for (l_1_name, l_1_value) in environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'facts'):
        _loop_vars = {}
        pass
        yield '<div><dt>'
        yield escape(l_1_name)
        yield '</dt><dd>'
        yield escape(l_1_value)
        yield '</dd></div>\n'
    l_1_name = l_1_value = missing
    yield '<div><dt>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Language of the syllabus'))
    yield '</dt><dd>'
    yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'document_language'))
    yield '</dd></div>\n'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'versions'):
        pass
        yield '<div class="wide"><dt>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Versions'))
        yield '</dt><dd>'
        l_1_loop = missing
        for (l_1_path, l_1_role), l_1_loop in LoopContext(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'versions'), undefined):
            _loop_vars = {}
            pass
            yield escape(l_1_path)
            yield ': '
            yield escape(l_1_role)
            yield escape((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 12 in 'course.html.j2' evaluated to false and no else section was defined.")))
        l_1_loop = l_1_path = l_1_role = missing
        yield '</dd></div>\n'
    else:
        pass
        yield '<div><dt>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'File'))
        yield '</dt><dd>'
        yield escape(t_1(context.eval_ctx, environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'sources'), ', '))
        yield '</dd></div>\n'
    yield '<div class="wide"><dt>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Language of instruction'))
    yield '</dt><dd>'
    yield escape(environment.getattr(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'instruction'), 'summary'))
    for l_1_quote in environment.getattr(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'instruction'), 'quotes'):
        l_1_page_number = resolve('page_number')
        _loop_vars = {}
        pass
        yield ' <span class="quote"><q>'
        yield escape(environment.getattr(l_1_quote, 'text'))
        yield '</q> ('
        yield escape(environment.getattr(l_1_quote, 'place'))
        yield ', '
        yield escape(context.call((undefined(name='page_number') if l_1_page_number is missing else l_1_page_number), environment.getattr(l_1_quote, 'page'), _loop_vars=_loop_vars))
        yield ')</span>'
    l_1_quote = l_1_page_number = missing
    yield '</dd></div>\n</dl>\n'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'outcomes'):
        pass
        yield '<ul class="counts">\n'
        l_1_loop = missing
        for l_1_count, l_1_loop in LoopContext(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'counts'), undefined):
            _loop_vars = {}
            pass
            yield '<li id="'
            yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'anchor'))
            yield 'v'
            yield escape(environment.getattr(environment.getattr(l_1_count, 'perspective'), 'position'))
            yield '"><span class="key v'
            yield escape((environment.getattr(environment.getattr(l_1_count, 'perspective'), 'position') % 3))
            yield '">'
            yield escape(environment.getattr(environment.getattr(l_1_count, 'perspective'), 'heading'))
            yield '</span> '
            yield escape(environment.getattr(l_1_count, 'fraction'))
            if environment.getattr(l_1_count, 'carriers'):
                pass
                yield ': '
                l_2_loop = missing
                for (l_2_number, l_2_anchor), l_2_loop in LoopContext(environment.getattr(l_1_count, 'carriers'), undefined):
                    l_2_at = resolve('at')
                    _loop_vars = {}
                    pass
                    yield '<a href="'
                    yield escape(context.call((undefined(name='at') if l_2_at is missing else l_2_at), l_2_anchor, _loop_vars=_loop_vars))
                    yield '#'
                    yield escape(l_2_anchor)
                    yield '" aria-label="'
                    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'outcome %(number)s', number=l_2_number, _loop_vars=_loop_vars))
                    yield '">'
                    yield escape(l_2_number)
                    yield '</a>'
                    yield escape((', ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 21 in 'course.html.j2' evaluated to false and no else section was defined.")))
                l_2_loop = l_2_number = l_2_anchor = l_2_at = missing
            if environment.getattr(l_1_count, 'doubtful'):
                pass
                yield ' · '
                yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'to review', _loop_vars=_loop_vars))
                yield ': '
                l_2_loop = missing
                for (l_2_number, l_2_anchor), l_2_loop in LoopContext(environment.getattr(l_1_count, 'doubtful'), undefined):
                    l_2_at = resolve('at')
                    _loop_vars = {}
                    pass
                    yield '<a href="'
                    yield escape(context.call((undefined(name='at') if l_2_at is missing else l_2_at), l_2_anchor, _loop_vars=_loop_vars))
                    yield '#'
                    yield escape(l_2_anchor)
                    yield '" aria-label="'
                    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'outcome %(number)s', number=l_2_number, _loop_vars=_loop_vars))
                    yield '">'
                    yield escape(l_2_number)
                    yield '</a>'
                    yield escape((', ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 21 in 'course.html.j2' evaluated to false and no else section was defined.")))
                l_2_loop = l_2_number = l_2_anchor = l_2_at = missing
            yield '</li>\n'
        l_1_loop = l_1_count = missing
        yield '</ul>\n'
        yield escape(context.call((undefined(name='outcome_table') if l_0_outcome_table is missing else l_0_outcome_table), environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'outcomes'), context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Learning outcomes of %(course)s', course=environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'name')), True))
        yield '\n'
    else:
        pass
        yield '<p class="alert">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'No learning outcome was found in this syllabus, so the course is in none of the shares. Look at the file before you draw conclusions.'))
        yield '</p>\n'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'disagreements'):
        pass
        yield '<p class="alert"><strong>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The versions of this syllabus differ.'))
        yield '</strong> '
        yield escape(t_1(context.eval_ctx, environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'disagreements'), '; '))
        yield '.</p>\n'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'opportunities'):
        pass
        yield '<div id="'
        yield escape(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'anchor'))
        yield '-opportunities" class="opportunities">\n<h4>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Opportunities'))
        yield '</h4>\n'
        for l_1_item in environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'opportunities'):
            l_1_mention = resolve('mention')
            _loop_vars = {}
            pass
            yield escape(context.call((undefined(name='mention') if l_1_mention is missing else l_1_mention), l_1_item, _loop_vars=_loop_vars))
            yield '\n'
        l_1_item = l_1_mention = missing
        yield '</div>\n'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'other_versions'):
        pass
        yield '<details class="versions"><summary>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes of other versions, not counted'))
        yield ' ('
        yield escape(t_4(t_2(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'other_versions'))))
        yield ')</summary>\n'
        yield escape(context.call((undefined(name='outcome_table') if l_0_outcome_table is missing else l_0_outcome_table), environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'other_versions'), context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes of other versions, not counted'), False))
        yield '\n</details>\n'
    yield '</article>'

blocks = {}
debug_info = '1=40&2=52&4=66&5=69&7=86&8=90&10=96&11=100&12=103&14=118&16=123&18=139&20=143&21=147&24=199&26=204&28=206&29=209&31=213&32=216&33=218&34=220&35=224&39=228&40=231&41=235'
