from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'programme.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_programme = resolve('programme')
    l_0_attribute = resolve('attribute')
    l_0__ = resolve('_')
    l_0_at = resolve('at')
    l_0_ngettext = resolve('ngettext')
    l_0_exposure_table = resolve('exposure_table')
    l_0_promises_table = resolve('promises_table')
    l_0_languages_block = resolve('languages_block')
    l_0_draw_curriculum = resolve('draw_curriculum')
    l_0_view = resolve('view')
    l_0_map = resolve('map')
    l_0_course_table = resolve('course_table')
    l_0_standing_table = resolve('standing_table')
    l_0_definition = resolve('definition')
    l_0_group_tables = resolve('group_tables')
    l_0_outcome_table = resolve('outcome_table')
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_2 = environment.filters['number']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'number' found.")
    pass
    yield '<section id="'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
    yield '" class="programme" aria-labelledby="'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
    yield '-h">\n<h2 id="'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
    yield '-h"><span'
    yield escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'language')))
    yield '>'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'))
    yield '</span></h2>\n<p class="facts-line">'
    def t_3(fiter):
        for l_1_fact in fiter:
            if l_1_fact:
                yield l_1_fact
    l_1_loop = missing
    for l_1_fact, l_1_loop in LoopContext(t_3(((environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'code') if (environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'code') != environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title')) else ''), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'credits_text'), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'source'))), undefined):
        _loop_vars = {}
        pass
        yield escape(l_1_fact)
        yield escape((' · ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 3 in 'programme.html.j2' evaluated to false and no else section was defined.")))
    l_1_loop = l_1_fact = missing
    yield '<button type="button" class="print" data-print="'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
    yield '" hidden>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Print on one page'))
    yield '</button></p>\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'other_files'):
        pass
        yield '<p class="note">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Other versions of the programme syllabus, not counted:'))
        yield ' '
        l_1_loop = missing
        for (l_1_path, l_1_role), l_1_loop in LoopContext(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'other_files'), undefined):
            _loop_vars = {}
            pass
            yield escape(l_1_path)
            yield ' ('
            yield escape(l_1_role)
            yield ')'
            yield escape((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 6 in 'programme.html.j2' evaluated to false and no else section was defined.")))
        l_1_loop = l_1_path = l_1_role = missing
        yield '</p>\n'
    yield '<ul class="keys">\n<li><strong>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), '%(part)s of %(whole)s', part=t_2(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'found')), whole=t_2(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'listed'))))
    yield '</strong> <a href="'
    yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor')))
    yield '#'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
    yield '-courses">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'listed courses with a syllabus'))
    yield '</a></li>\n<li><strong>'
    yield escape(t_2(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'outcomes')))
    yield '</strong> '
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'learning outcomes in all'))
    yield '</li>\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'missing'):
        pass
        yield '<li><strong>'
        yield escape(t_2(t_1(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'missing'))))
        yield '</strong> <a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor')))
        yield '#'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-missing">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'without a syllabus'))
        yield '</a></li>\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'opportunities'):
        pass
        yield '<li><strong>'
        yield escape(t_2(t_1(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'opportunities'))))
        yield '</strong> <a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor')))
        yield '#'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-opportunities">'
        yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), 'course with an opportunity', 'courses with an opportunity', t_1(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'opportunities'))))
        yield '</a></li>\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'files_needing_attention'):
        pass
        yield '<li><a href="'
        yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), 'attention'))
        yield '#attention">'
        yield escape(context.call((undefined(name='ngettext') if l_0_ngettext is missing else l_0_ngettext), '%(count)s file needs attention', '%(count)s files need attention', environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'files_needing_attention')))
        yield '</a></li>\n'
    yield '</ul>\n\n<h3>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Share with each perspective'))
    yield '</h3>\n<div class="scroll" role="group" aria-label="'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Share with each perspective'))
    yield ': '
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'))
    yield '" tabindex="0">\n<table class="shares">\n<caption class="quiet">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Share with each perspective'))
    yield ', <span'
    yield escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'language')))
    yield '>'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'))
    yield '</span></caption>\n<thead><tr><th scope="col">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Perspective'))
    yield '</th><th scope="col">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes'))
    yield '</th><th scope="col">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses'))
    yield '</th><th scope="col">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Credits'))
    yield '</th><th scope="col" class="num">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes to review'))
    yield '</th></tr></thead>\n'
    for l_1_group in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'shares'):
        _loop_vars = {}
        pass
        yield '<tbody>\n'
        if (t_1(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'shares')) > 1):
            pass
            yield '<tr class="slot"><th scope="rowgroup" colspan="5">'
            yield escape(environment.getattr(l_1_group, 'label'))
            yield '</th></tr>'
        for l_2_item in environment.getattr(l_1_group, 'shares'):
            l_2_share = resolve('share')
            l_2_name = missing
            _loop_vars = {}
            pass
            l_2_name = markup_join((environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'), '/', environment.getattr(l_1_group, 'key'), '/', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'id'), '/', ))
            _loop_vars['name'] = l_2_name
            yield '<tr><th scope="row">'
            yield escape(environment.getattr(environment.getattr(l_2_item, 'perspective'), 'heading'))
            yield '</th>\n'
            yield escape(context.call((undefined(name='share') if l_2_share is missing else l_2_share), environment.getattr(l_2_item, 'outcomes'), markup_join((environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'), 'v', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'position'), )), environment.getattr(l_2_item, 'perspective'), markup_join(((undefined(name='name') if l_2_name is missing else l_2_name), 'outcomes', )), _loop_vars=_loop_vars))
            yield '\n'
            yield escape(context.call((undefined(name='share') if l_2_share is missing else l_2_share), environment.getattr(l_2_item, 'courses'), markup_join((environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'), 'v', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'position'), )), environment.getattr(l_2_item, 'perspective'), markup_join(((undefined(name='name') if l_2_name is missing else l_2_name), 'courses', )), _loop_vars=_loop_vars))
            yield '\n'
            yield escape(context.call((undefined(name='share') if l_2_share is missing else l_2_share), environment.getattr(l_2_item, 'credits'), markup_join((environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'), 'v', environment.getattr(environment.getattr(l_2_item, 'perspective'), 'position'), )), environment.getattr(l_2_item, 'perspective'), markup_join(((undefined(name='name') if l_2_name is missing else l_2_name), 'credits', )), _loop_vars=_loop_vars))
            yield '\n<td class="num">'
            yield escape(t_2(environment.getattr(l_2_item, 'to_review')))
            if environment.getattr(l_2_item, 'human_text'):
                pass
                yield ' <span class="maybe">'
                yield escape(environment.getattr(l_2_item, 'human_text'))
                yield '</span>'
            yield '</td></tr>\n'
        l_2_item = l_2_name = l_2_share = missing
        yield '</tbody>\n'
    l_1_group = missing
    yield '</table>\n</div>\n'
    if (t_1(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'shares')) == 1):
        pass
        yield '<p class="note">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The programme syllabus marks no linked course as compulsory or elective, or it could not be read there.'))
        yield '</p>\n'
    yield '\n'
    yield escape(context.call((undefined(name='exposure_table') if l_0_exposure_table is missing else l_0_exposure_table), (undefined(name='programme') if l_0_programme is missing else l_0_programme)))
    yield '\n'
    yield escape(context.call((undefined(name='promises_table') if l_0_promises_table is missing else l_0_promises_table), (undefined(name='programme') if l_0_programme is missing else l_0_programme)))
    yield '\n\n<h3>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Language of instruction'))
    yield '</h3>\n<p>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The programme syllabus says:'))
    yield ' <strong>'
    yield escape((environment.getattr(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_instruction'), 'summary') if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_instruction') else context.call((undefined(name='_') if l_0__ is missing else l_0__), 'not stated')))
    yield '</strong>'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_instruction'):
        pass
        def t_4(fiter):
            for l_1_quote in fiter:
                if (environment.getattr(l_1_quote, 'place') != context.call((undefined(name='_') if l_0__ is missing else l_0__), 'hint, decides nothing')):
                    yield l_1_quote
        for l_1_quote in t_4(environment.getattr(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_instruction'), 'quotes')):
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
    yield '</p>\n'
    if environment.getattr(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'languages'), 'rows'):
        pass
        yield escape(context.call((undefined(name='languages_block') if l_0_languages_block is missing else l_0_languages_block), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'languages'), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor')))
        yield '\n'
        if environment.getattr(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'languages'), 'differing'):
            pass
            yield '<p class="alert">'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'These courses name only languages that the programme syllabus does not name:'))
            yield ' '
            l_1_loop = missing
            for l_1_course, l_1_loop in LoopContext(environment.getattr(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'languages'), 'differing'), undefined):
                l_1_link_to = resolve('link_to')
                _loop_vars = {}
                pass
                yield escape(context.call((undefined(name='link_to') if l_1_link_to is missing else l_1_link_to), l_1_course, _loop_vars=_loop_vars))
                yield escape((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 54 in 'programme.html.j2' evaluated to false and no else section was defined.")))
            l_1_loop = l_1_course = l_1_link_to = missing
            yield '</p>\n'
        yield '<p class="note">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'As the course syllabi say it; the words are quoted with each course.'))
        yield '</p>\n'
    else:
        pass
        yield '<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'No course with a syllabus, and so no language of instruction.'))
        yield '</p>\n'
    yield '\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'rows'):
        pass
        l_0_map = context.call((undefined(name='draw_curriculum') if l_0_draw_curriculum is missing else l_0_draw_curriculum), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'rows'), t_1(environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'perspectives')))
        context.vars['map'] = l_0_map
        context.exported_vars.add('map')
        yield '<h3>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Curriculum map'))
        yield '</h3>\n<figure>\n<div class="scroll" role="group" aria-label="'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Curriculum map'))
        yield ': '
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'))
        yield '" tabindex="0">\n<svg class="map" width="'
        yield escape(environment.getattr((undefined(name='map') if l_0_map is missing else l_0_map), 'width'))
        yield '" height="'
        yield escape(environment.getattr((undefined(name='map') if l_0_map is missing else l_0_map), 'height'))
        yield '" viewBox="0 0 '
        yield escape(environment.getattr((undefined(name='map') if l_0_map is missing else l_0_map), 'width'))
        yield ' '
        yield escape(environment.getattr((undefined(name='map') if l_0_map is missing else l_0_map), 'height'))
        yield '" role="img" aria-labelledby="'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-map-t '
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-map-d">\n<title id="'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-map-t">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Curriculum map'))
        yield ': '
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'))
        yield '</title>\n<desc id="'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-map-d">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The courses by term, each with the number of outcomes that carry a perspective. The table below holds the same.'))
        yield '</desc>\n'
        for (l_1_x, l_1_heading) in environment.getattr((undefined(name='map') if l_0_map is missing else l_0_map), 'headings'):
            _loop_vars = {}
            pass
            yield '<text class="term" x="'
            yield escape(l_1_x)
            yield '" y="16">'
            yield escape(l_1_heading)
            yield '</text>\n'
        l_1_x = l_1_heading = missing
        for l_1_card in environment.getattr((undefined(name='map') if l_0_map is missing else l_0_map), 'cards'):
            _loop_vars = {}
            pass
            yield '<g><title>'
            yield escape(environment.getattr(l_1_card, 'code'))
            yield ' '
            yield escape(environment.getattr(l_1_card, 'title'))
            yield '</title><rect class="course'
            yield escape((' elective' if environment.getattr(l_1_card, 'elective') else cond_expr_undefined("the inline if-expression on line 73 in 'programme.html.j2' evaluated to false and no else section was defined.")))
            yield escape((' missing' if environment.getattr(l_1_card, 'missing') else cond_expr_undefined("the inline if-expression on line 73 in 'programme.html.j2' evaluated to false and no else section was defined.")))
            yield '" x="'
            yield escape(environment.getattr(l_1_card, 'x'))
            yield '" y="'
            yield escape(environment.getattr(l_1_card, 'y'))
            yield '" width="156" height="'
            yield escape(environment.getattr((undefined(name='map') if l_0_map is missing else l_0_map), 'card_height'))
            yield '" rx="4"/>\n<svg x="'
            yield escape((environment.getattr(l_1_card, 'x') + 6))
            yield '" y="'
            yield escape(environment.getattr(l_1_card, 'y'))
            yield '" width="146" height="34"><text class="code" y="14">'
            yield escape((environment.getattr(l_1_card, 'code') or environment.getattr(l_1_card, 'title')))
            yield '</text>'
            if environment.getattr(l_1_card, 'code'):
                pass
                yield '<text class="name" y="29">'
                yield escape(environment.getattr(l_1_card, 'title'))
                yield '</text>'
            yield '</svg>\n'
            t_5 = 1
            for l_2_cell in environment.getattr(l_1_card, 'cells'):
                _loop_vars = {}
                pass
                yield '<rect class="cell '
                yield escape(environment.getattr(l_2_cell, 'state'))
                yield ' v'
                yield escape((environment.getattr(l_2_cell, 'position') % 3))
                yield '" x="'
                yield escape(environment.getattr(l_2_cell, 'x'))
                yield '" y="'
                yield escape(environment.getattr(l_2_cell, 'y'))
                yield '" width="46" height="18" rx="3"/><text class="cell '
                yield escape(environment.getattr(l_2_cell, 'state'))
                yield ' v'
                yield escape((environment.getattr(l_2_cell, 'position') % 3))
                yield '" x="'
                yield escape((environment.getattr(l_2_cell, 'x') + 23))
                yield '" y="'
                yield escape((environment.getattr(l_2_cell, 'y') + 13))
                yield '">'
                yield escape(environment.getattr(l_2_cell, 'text'))
                yield '</text>\n'
                t_5 = 0
            l_2_cell = missing
            if t_5:
                pass
                yield '<text class="none" x="'
                yield escape((environment.getattr(l_1_card, 'x') + 6))
                yield '" y="'
                yield escape((environment.getattr(l_1_card, 'y') + 50))
                yield '">'
                yield escape((context.call((undefined(name='_') if l_0__ is missing else l_0__), 'syllabus not found') if environment.getattr(l_1_card, 'missing') else context.call((undefined(name='_') if l_0__ is missing else l_0__), 'no outcomes found')))
                yield '</text>\n'
            yield '</g>\n'
        l_1_card = missing
        yield '</svg>\n</div>\n<figcaption>'
        for l_1_perspective in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'perspectives'):
            _loop_vars = {}
            pass
            yield '<span class="key v'
            yield escape((environment.getattr(l_1_perspective, 'position') % 3))
            yield '">'
            yield escape(environment.getattr(l_1_perspective, 'prefix'))
            yield '</span> '
            yield escape(environment.getattr(l_1_perspective, 'name'))
            yield ', '
        l_1_perspective = missing
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'with the number of outcomes; ? = only outcomes to review; · = none. A dashed frame marks an elective course.'))
        yield '</figcaption>\n</figure>\n'
    yield '\n<div id="'
    yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
    yield '-courses" class="long">\n<h3>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses'))
    yield '</h3>\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'rows'):
        pass
        yield escape(context.call((undefined(name='course_table') if l_0_course_table is missing else l_0_course_table), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'rows'), context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses, with the number of outcomes that carry each perspective'), True))
        yield '\n'
    else:
        pass
        yield '<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The programme syllabus names no courses that could be read.'))
        yield '</p>\n'
    yield '</div>\n\n'
    if (environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'standing') and environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'outcomes')):
        pass
        yield '<div class="long">\n<h3>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'How courses stand to the perspectives'))
        yield '</h3>\n'
        yield escape(context.call((undefined(name='standing_table') if l_0_standing_table is missing else l_0_standing_table), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'standing'), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor')))
        yield '\n<p class="note">'
        yield escape(context.call((undefined(name='definition') if l_0_definition is missing else l_0_definition)))
        yield '</p>\n'
        if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'groups'):
            pass
            yield '<h3>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Progression and groups'))
            yield '</h3>\n'
            yield escape(context.call((undefined(name='group_tables') if l_0_group_tables is missing else l_0_group_tables), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'groups'), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'title'), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor')))
            yield '\n'
        yield '</div>\n'
    yield '\n<div class="long">\n<h3>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes that carry the perspectives'))
    yield '</h3>\n'
    for l_1_group in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'carriers'):
        _loop_vars = {}
        pass
        yield '<h4 id="'
        yield escape(environment.getattr(l_1_group, 'anchor'))
        yield '">'
        yield escape(environment.getattr(environment.getattr(l_1_group, 'perspective'), 'heading'))
        yield '</h4>\n'
        if environment.getattr(l_1_group, 'outcomes'):
            pass
            yield '<ol class="carriers">\n'
            for (l_2_outcome, l_2_mark) in environment.getattr(l_1_group, 'outcomes'):
                _loop_vars = {}
                pass
                yield '<li><a href="'
                yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr(l_2_outcome, 'anchor'), _loop_vars=_loop_vars))
                yield '#'
                yield escape(environment.getattr(l_2_outcome, 'anchor'))
                yield '">'
                yield escape(environment.getattr(l_2_outcome, 'owner'))
                yield ', '
                yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'outcome %(number)s', number=environment.getattr(l_2_outcome, 'number'), _loop_vars=_loop_vars))
                yield '</a>'
                if l_2_mark:
                    pass
                    yield ' <span class="tag">'
                    yield escape(l_2_mark)
                    yield '</span>'
                yield ' <span'
                yield escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_2_outcome, 'language'), _loop_vars=_loop_vars))
                yield '>'
                yield escape(environment.getattr(l_2_outcome, 'plain'))
                yield '</span></li>\n'
            l_2_outcome = l_2_mark = missing
            yield '</ol>\n'
        else:
            pass
            yield '<p>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'No outcome was found that carries this perspective.', _loop_vars=_loop_vars))
            yield '</p>\n'
    l_1_group = missing
    yield '</div>\n\n'
    if (environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'opportunities') or environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_mentions')):
        pass
        yield '<div id="'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-opportunities" class="long">\n<h3>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Opportunities'))
        yield '</h3>\n<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'The perspective stands in the title, aim or content, and not yet in a learning outcome.'))
        yield '</p>\n<ul>\n'
        l_1_loop = missing
        for (l_1_course, l_1_mentions), l_1_loop in LoopContext(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'opportunities'), undefined):
            _loop_vars = {}
            pass
            yield '<li><a href="'
            yield escape(context.call((undefined(name='at') if l_0_at is missing else l_0_at), environment.getattr(l_1_course, 'anchor'), _loop_vars=_loop_vars))
            yield '#'
            yield escape(environment.getattr(l_1_course, 'anchor'))
            yield '-opportunities"'
            yield escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_1_course, 'language'), _loop_vars=_loop_vars))
            yield '>'
            yield escape(environment.getattr(l_1_course, 'name'))
            yield '</a>: '
            l_2_loop = missing
            for l_2_item, l_2_loop in LoopContext(l_1_mentions, undefined):
                _loop_vars = {}
                pass
                yield escape(environment.getattr(environment.getattr(l_2_item, 'perspective'), 'name'))
                yield ' ('
                yield escape(environment.getattr(l_2_item, 'place'))
                yield ')'
                yield escape((', ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 131 in 'programme.html.j2' evaluated to false and no else section was defined.")))
            l_2_loop = l_2_item = missing
            yield '</li>\n'
        l_1_loop = l_1_course = l_1_mentions = missing
        yield '</ul>\n'
        if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_mentions'):
            pass
            yield '<details><summary>'
            yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'In the programme syllabus itself'))
            yield ' ('
            yield escape(t_2(t_1(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_mentions'))))
            yield ')</summary>\n'
            for l_1_item in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_mentions'):
                l_1_mention = resolve('mention')
                _loop_vars = {}
                pass
                yield escape(context.call((undefined(name='mention') if l_1_mention is missing else l_1_mention), l_1_item, _loop_vars=_loop_vars))
                yield '\n'
            l_1_item = l_1_mention = missing
            yield '</details>\n'
        yield '</div>\n'
    yield '\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'missing'):
        pass
        yield '<div id="'
        yield escape(environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'anchor'))
        yield '-missing" class="long">\n<h3>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Courses without a syllabus among the files'))
        yield '</h3>\n<ul class="columns">\n'
        for l_1_row in environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'missing'):
            l_1_page_number = resolve('page_number')
            _loop_vars = {}
            pass
            yield '<li>'
            yield escape(environment.getattr(l_1_row, 'code'))
            yield ' <span'
            yield escape(context.call((undefined(name='attribute') if l_0_attribute is missing else l_0_attribute), 'lang', environment.getattr(l_1_row, 'language'), _loop_vars=_loop_vars))
            yield '>'
            yield escape(environment.getattr(l_1_row, 'title'))
            yield '</span>'
            if environment.getattr(l_1_row, 'credits_text'):
                pass
                yield ', '
                yield escape(environment.getattr(l_1_row, 'credits_text'))
            yield ' ('
            yield escape(environment.getattr(l_1_row, 'slot'))
            if environment.getattr(l_1_row, 'page'):
                pass
                yield '; '
                yield escape(context.call((undefined(name='page_number') if l_1_page_number is missing else l_1_page_number), environment.getattr(l_1_row, 'page'), _loop_vars=_loop_vars))
            yield ')</li>\n'
        l_1_row = l_1_page_number = missing
        yield '</ul>\n</div>\n'
    yield '\n'
    if environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_outcomes'):
        pass
        yield '<div class="long">\n<h3>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes in the programme syllabus'))
        yield '</h3>\n<p class="note">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'They are not part of the shares above, which are about the courses.'))
        yield '</p>\n'
        yield escape(context.call((undefined(name='outcome_table') if l_0_outcome_table is missing else l_0_outcome_table), environment.getattr((undefined(name='programme') if l_0_programme is missing else l_0_programme), 'own_outcomes'), context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Outcomes in the programme syllabus'), False))
        yield '\n</div>\n'
    yield '</section>'

blocks = {}
debug_info = '1=40&2=44&3=50&4=62&5=66&6=69&9=83&10=91&11=95&12=98&14=106&15=109&17=117&18=120&22=125&23=127&25=131&26=137&27=147&29=151&30=156&31=161&32=164&33=166&34=168&35=170&36=172&42=183&43=186&46=189&47=191&49=193&50=195&51=218&52=220&53=222&54=225&56=237&58=242&61=245&62=247&63=251&65=253&66=257&67=269&68=275&69=279&70=283&72=288&73=292&74=305&75=318&76=322&78=345&84=354&88=368&89=370&90=372&91=374&93=379&97=382&99=385&100=387&101=389&102=391&103=394&104=396&110=400&111=402&112=406&113=410&115=413&116=417&120=440&125=444&126=447&127=449&128=451&130=454&131=458&134=479&135=482&136=486&137=490&144=496&145=499&146=501&148=503&149=508&155=528&157=531&158=533&159=535'
