from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'courses.html.j2'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_view = resolve('view')
    l_0__ = resolve('_')
    l_0_homes = resolve('homes')
    l_0_courses = resolve('courses')
    pass
    yield '<p class="legend">'
    for l_1_perspective in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'perspectives'):
        _loop_vars = {}
        pass
        yield '<mark class="v'
        yield escape((environment.getattr(l_1_perspective, 'position') % 3))
        yield '">'
        yield escape(environment.getattr(l_1_perspective, 'heading'))
        yield '</mark> '
    l_1_perspective = missing
    yield '<span><span aria-hidden="true">●</span> '
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'yes'))
    yield '</span> <span><span aria-hidden="true">◐</span> '
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'to review'))
    yield '</span></p>\n<form id="tools" class="tools" role="search" aria-label="'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Search and filter the outcomes'))
    yield '" hidden>\n<label>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Search'))
    yield ' <input type="search" id="tool-text" autocomplete="off"></label>\n<label>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Perspective'))
    yield ' <select id="tool-perspective">\n<option value="">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'any'))
    yield '</option>\n'
    for l_1_perspective in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'perspectives'):
        _loop_vars = {}
        pass
        yield '<option value="'
        yield escape(environment.getattr(l_1_perspective, 'position'))
        yield '">'
        yield escape(environment.getattr(l_1_perspective, 'heading'))
        yield '</option>\n'
    l_1_perspective = missing
    yield '</select></label>\n<label>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Decision'))
    yield ' <select id="tool-decision">\n<option value="">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'all'))
    yield '</option>\n<option value="yr">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'yes or to review'))
    yield '</option>\n<option value="y">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'yes'))
    yield '</option>\n<option value="r">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'to review'))
    yield '</option>\n<option value="n">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'no'))
    yield '</option>\n</select></label>\n'
    if (undefined(name='homes') if l_0_homes is missing else l_0_homes):
        pass
        yield '<label>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Programme'))
        yield ' <select id="tool-programme">\n<option value="">'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'all'))
        yield '</option>\n'
        for l_1_programme in (undefined(name='homes') if l_0_homes is missing else l_0_homes):
            _loop_vars = {}
            pass
            yield '<option value="'
            yield escape(environment.getattr(l_1_programme, 'anchor'))
            yield '">'
            yield escape(environment.getattr(l_1_programme, 'name'))
            yield '</option>\n'
        l_1_programme = missing
        yield '</select></label>\n'
    yield '<label>'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Show as'))
    yield ' <select id="tool-shape">\n<option value="courses">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'courses'))
    yield '</option>\n<option value="table">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'one table, to sort'))
    yield '</option>\n</select></label>\n<button type="reset">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Show all'))
    yield '</button>\n<p id="tool-status" role="status" data-text="'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), '%(shown)s of %(all)s outcomes shown', shown='{shown}', all='{all}'))
    yield '"></p>\n</form>\n<div id="one-table" hidden>\n<div class="scroll" role="group" aria-label="'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'All outcomes'))
    yield '" tabindex="0">\n<table class="outcomes">\n<caption class="quiet">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'All outcomes'))
    yield '</caption>\n<thead><tr>\n<th scope="col" class="no">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'No.'))
    yield '</th>\n<th scope="col" class="co" aria-sort="ascending"><button type="button" data-sort="course">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Course'))
    yield '</button></th>\n<th scope="col"><button type="button" data-sort="text">'
    yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'Learning outcome'))
    yield '</button></th>\n'
    for l_1_perspective in environment.getattr((undefined(name='view') if l_0_view is missing else l_0_view), 'perspectives'):
        _loop_vars = {}
        pass
        yield '<th scope="col" class="de"><button type="button" data-sort="'
        yield escape(environment.getattr(l_1_perspective, 'position'))
        yield '">'
        yield escape(environment.getattr(l_1_perspective, 'heading'))
        yield '</button></th>\n'
    l_1_perspective = missing
    yield '</tr></thead>\n<tbody></tbody>\n</table>\n</div>\n</div>\n<div id="by-course">\n'
    for l_1_course in (undefined(name='courses') if l_0_courses is missing else l_0_courses):
        _loop_vars = {}
        pass
        template = environment.get_template('course.html.j2', 'courses.html.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {'course': l_1_course}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
    l_1_course = missing
    if (not (undefined(name='courses') if l_0_courses is missing else l_0_courses)):
        pass
        yield '<p>'
        yield escape(context.call((undefined(name='_') if l_0__ is missing else l_0__), 'No course was analysed.'))
        yield '</p>\n'
    yield '</div>'

blocks = {}
debug_info = '1=16&2=26&3=30&4=32&5=34&6=36&7=38&8=42&11=48&12=50&13=52&14=54&15=56&16=58&18=60&19=63&20=65&21=67&22=71&26=78&27=80&28=82&30=84&31=86&34=88&36=90&38=92&39=94&40=96&41=98&42=102&50=108&51=111&53=118&54=121'
